import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { FINDING_KINDS, FINDING_STATUSES } from '../../http/contracts/findings.ts'
import { type FindingsFilter, findingsQuery, runFindings } from '../api/findings.ts'
import { sessionQuery } from '../api/session.ts'
import { shopsQuery } from '../api/shops.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import type { OpenEntry } from './entry-form.ts'
import { KnowledgeEditor } from './knowledge-editor.tsx'
import { FindingCard } from './knowledge-finding-card.tsx'
import { Page } from './page.tsx'

const kindSchema = z.enum(FINDING_KINDS)
const statusSchema = z.enum(FINDING_STATUSES)

export function KnowledgeFindingsPage() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<FindingsFilter>({ status: 'open' })
  const [editing, setEditing] = useState<OpenEntry>()
  const list = useInfiniteQuery(findingsQuery(filter))
  const { data: shops = [] } = useQuery(shopsQuery)
  const { data: session } = useQuery(sessionQuery)
  const mayWrite = session !== null && session?.user.role !== 'agent'
  const problem = useProblemText(list.error)
  const first = list.data?.pages[0]
  const findings = list.data?.pages.flatMap((page) => page.findings) ?? []
  return (
    <Page title={t('findings.title')} lead={t('findings.lead')} action={mayWrite && <RunButton />}>
      <div className={css.searchLine}>
        <SegmentedControl
          aria-label={t('findings.kind')}
          value={filter.kind ?? 'all'}
          onChange={(value) => {
            const { kind: _, ...rest } = filter
            setFilter(value === 'all' ? rest : { ...rest, kind: kindSchema.parse(value) })
          }}
          data={[
            { value: 'all', label: t('findings.all') },
            ...FINDING_KINDS.map((kind) => ({ value: kind, label: t(`findings.kinds.${kind}`) })),
          ]}
        />
        <SegmentedControl
          aria-label={t('findings.status')}
          value={filter.status}
          onChange={(value) => setFilter({ ...filter, status: statusSchema.parse(value) })}
          data={FINDING_STATUSES.map((status) => ({
            value: status,
            label: t(`findings.statuses.${status}`),
          }))}
        />
      </div>
      {first && (
        <p className={css.count} role="status">
          {[
            t('findings.contradictions', { count: first.counts.contradictions }),
            t('findings.duplicates', { count: first.counts.duplicates }),
            t('findings.dismissed', { count: first.counts.dismissed }),
            first.waiting > 0 && t('findings.waiting', { count: first.waiting }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {list.isPending && <Skeleton height={300} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.isSuccess && findings.length === 0 && (
        <p className={css.empty}>
          {filter.status === 'open' ? t('findings.nothingOpen') : t('findings.nothing')}
        </p>
      )}
      {findings.map((finding) => (
        <FindingCard
          key={`${finding.shopId}/${finding.id}`}
          finding={finding}
          mayWrite={mayWrite}
          onEdit={setEditing}
        />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('findings.more')}
        </Button>
      )}
      <KnowledgeEditor
        open={editing}
        shops={shops}
        onOpen={setEditing}
        onClose={() => setEditing(undefined)}
      />
    </Page>
  )
}

/** Compares all shops anew: after an import, or when someone wants to be sure. */
function RunButton() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: shops = [] } = useQuery(shopsQuery)
  const run = useMutation({
    mutationFn: () => Promise.all(shops.map(({ id }) => runFindings(id))),
    onSuccess: () => client.invalidateQueries({ queryKey: ['knowledge', 'findings'] }),
  })
  const problem = useProblemText(run.error)
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={run.isPending}
        disabled={shops.length === 0}
        onClick={() => run.mutate()}
      >
        {t('findings.run')}
      </Button>
      {run.error && <ProblemNote text={problem} />}
    </div>
  )
}
