import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../../http/contracts/inbox.ts'
import { type CaseId, caseQuery } from '../api/case.ts'
import { inboxQuery } from '../api/inbox.ts'
import { sessionQuery } from '../api/session.ts'
import { useKeys } from '../parts/use-keys.ts'
import { CasePane, NoCase } from './case/case-pane.tsx'
import { EvidencePane } from './evidence/evidence-pane.tsx'
import css from './inbox.module.css'
import { neighbour } from './neighbour.ts'
import { QueuePane } from './queue/queue-pane.tsx'
import { type Undoable, UndoBar } from './undo-bar.tsx'
import { useWide } from './use-wide.ts'

export type Highlight = { number: number; pressed: number }

/** The agent's screen: Queue | Case | Evidence; on a phone one of them at a time. */
export function InboxPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const search = useSearch({ from: '/desk/inbox' })
  const { shopId, conversationId } = useParams({ strict: false })
  const { data: session } = useQuery(sessionQuery)
  const isWide = useWide()
  const [highlight, setHighlight] = useState<Highlight>()
  const [last, setLast] = useState<Undoable>()

  const filter = {
    status: search.status ?? 'todo',
    channel: search.channel,
    shopId: search.shop,
    search: search.q,
    category: search.category,
    risk: search.risk,
    due: search.due,
    escalatedTo: search.for,
    department: search.department,
    stage: search.stage,
    assignee: search.assignee,
    waits: search.waits,
    outcome: search.outcome,
  } as const
  const inbox = useInfiniteQuery(inboxQuery(filter))
  const items = useMemo(() => inbox.data?.pages.flatMap((page) => page.items) ?? [], [inbox.data])
  const counts = inbox.data?.pages[0]?.counts
  const open: CaseId | undefined = shopId && conversationId ? { shopId, conversationId } : undefined
  const me = session?.user.id
  const next = neighbour(items, open, 1, me)

  const select = (item: CaseId | undefined, replace = false) => {
    setHighlight(undefined)
    const keep = { ...search, step: undefined }
    if (item) void navigate({ to: '/inbox/$shopId/$conversationId', params: item, search: keep, replace })
    else void navigate({ to: '/inbox', search: keep, replace })
  }
  const showEvidence = (number: number | undefined) => {
    if (number !== undefined) setHighlight({ number, pressed: Date.now() })
    if (open && !isWide) {
      void navigate({
        to: '/inbox/$shopId/$conversationId',
        params: open,
        search: { ...search, step: 'evidence' },
      })
    }
  }
  const hideEvidence = () => {
    if (open) {
      void navigate({
        to: '/inbox/$shopId/$conversationId',
        params: open,
        search: { ...search, step: undefined },
        replace: true,
      })
    }
  }

  // On a wide screen the most urgent case that nobody else has open is there without a click.
  const first = firstFree(items, me)
  const wantsFirst = isWide && !open && first !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the wish decides, `select` is new each time
  useEffect(() => {
    if (wantsFirst) select(first, true)
  }, [wantsFirst])
  // The next case is already here when this one is decided.
  useEffect(() => {
    if (next) void client.prefetchQuery(caseQuery(next))
  }, [client, next])
  useEffect(() => {
    document.title = counts ? t('app.title', { count: counts.todo }) : t('app.name')
  }, [counts, t])
  useKeys({
    j: () => next && select(next),
    k: () => {
      const previous = neighbour(items, open, -1, me)
      if (previous) select(previous)
    },
  })

  const step = open ? (search.step ?? 'case') : 'queue'
  return (
    <div className={css.panes} data-step={step}>
      <QueuePane
        filter={filter}
        inbox={inbox}
        items={items}
        counts={counts}
        open={open}
        me={me}
        onFilter={(change) =>
          void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true })
        }
      />
      {open ? (
        <>
          <CasePane
            key={`${open.shopId}/${open.conversationId}`}
            id={open}
            me={me}
            onBack={() => select(undefined)}
            onEvidence={showEvidence}
            onDone={(wanted) => select(wanted ?? next)}
            onAct={setLast}
          />
          <EvidencePane id={open} highlight={highlight} onBack={hideEvidence} />
        </>
      ) : (
        <NoCase isEmpty={inbox.isSuccess && items.length === 0} />
      )}
      <UndoBar last={last} onUndone={(id) => select(id)} onGone={() => setLast(undefined)} />
    </div>
  )
}

function firstFree(items: InboxItem[], me: string | undefined): CaseId | undefined {
  return items.find(({ claimedBy }) => !claimedBy || claimedBy.id === me)
}
