import { Skeleton } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseId, caseQuery, claim, release } from '../../api/case.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import type { Undoable } from '../undo-bar.tsx'
import css from './case.module.css'
import { CaseView } from './case-view.tsx'

export type CasePaneProps = {
  id: CaseId
  me: string | undefined
  onBack: () => void
  /** A number opens that piece of evidence; undefined just the pane. */
  onEvidence: (number: number | undefined) => void
  /** The case is decided: what comes next? */
  /** Decided; `next`: what else of the same case waits. */
  onDone: (next?: CaseId) => void
  /** Something was done that can be taken back. */
  onAct: (last: Undoable) => void
}

export function CasePane(props: CasePaneProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(caseQuery(props.id))
  const problem = useProblemText(error)
  useClaim(props.id)
  return (
    <section className={css.pane} aria-label={t('case.thread')}>
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data ? <CaseView {...props} data={data} /> : !error && <CaseSkeleton />}
    </section>
  )
}

export function NoCase({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useTranslation()
  return (
    <section className={css.none} aria-label={t('case.thread')}>
      {!isEmpty && (
        <>
          <IconInbox size={34} stroke={1.2} aria-hidden />
          <p>{t('case.none')}</p>
          <p>{t('case.noneDetail')}</p>
        </>
      )}
    </section>
  )
}

/** The shape of a case, so that nothing jumps when it arrives. */
function CaseSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={css.skeleton} role="status" aria-label={t('case.loading')}>
      <Skeleton height={18} width="40%" />
      <Skeleton height={52} width="62%" mt="auto" />
      <Skeleton height={36} width="48%" />
      <Skeleton height={230} mt={20} />
      <Skeleton height={38} mt={8} />
    </div>
  )
}

const CLAIM_AFTER_MS = 1200
const RENEW_MS = 45_000

/** Tells colleagues that this case is being read; passing through with J does not. */
function useClaim(id: CaseId) {
  const { shopId, conversationId } = id
  useEffect(() => {
    // Someone else's claim is shown from the case itself; a failed one changes nothing.
    let hasTaken = false
    const take = () => {
      hasTaken = true
      void claim({ shopId, conversationId }).catch(() => undefined)
    }
    const first = setTimeout(take, CLAIM_AFTER_MS)
    const renew = setInterval(() => {
      if (document.visibilityState === 'visible') take()
    }, RENEW_MS)
    return () => {
      clearTimeout(first)
      clearInterval(renew)
      if (hasTaken) void release({ shopId, conversationId }).catch(() => undefined)
    }
  }, [shopId, conversationId])
}
