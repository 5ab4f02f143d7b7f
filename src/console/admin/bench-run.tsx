import { Button, Progress, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../http/contracts/prompt-benches.ts'
import { benchQuery, cancelBench } from '../api/prompt-benches.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useModelFailure } from '../parts/model-failure.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import own from './bench.module.css'
import { BenchCases } from './bench-cases.tsx'
import { BenchFigures } from './bench-figures.tsx'
import { usePromptWords } from './prompt-words.ts'

/** One run: how far it is, what it shows so far, and the cases behind it. */
export function BenchRun({ shopId, id }: { shopId: string; id: string }) {
  const { t } = useTranslation()
  const run = useQuery(benchQuery(shopId, id))
  const problem = useProblemText(run.error)
  const client = useQueryClient()
  const isOver = run.data !== undefined && run.data.bench.status !== 'running'
  useEffect(() => {
    // A version that came through is tested now, and the next run may start.
    if (!isOver) return
    void client.invalidateQueries({ queryKey: ['prompts'] })
    void client.invalidateQueries({ queryKey: ['benches', shopId, 'list'] })
  }, [client, isOver, shopId])
  if (run.isPending) return <Skeleton height={220} radius="lg" />
  if (!run.data) return <ProblemNote text={problem} onRetry={() => void run.refetch()} />
  const { bench, summary } = run.data
  const tried = bench.done + bench.failed
  return (
    <>
      <article className={css.card} aria-label={t('bench.result')}>
        <RunHead shopId={shopId} bench={bench} />
        {summary.compared > 0 && <BenchFigures bench={bench} summary={summary} />}
      </article>
      {tried > 0 && <BenchCases shopId={shopId} bench={bench} summary={summary} />}
    </>
  )
}

const REASONS = ['no_model', 'version_gone', 'model_budget_spent', 'nothing_compared'] as const

function RunHead({ shopId, bench }: { shopId: string; bench: BenchView['bench'] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  const failureWords = useModelFailure()
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => cancelBench(shopId, bench.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['benches', shopId] }),
  })
  const problem = useProblemText(stop.error)
  const tried = bench.done + bench.failed
  const reason = REASONS.find((code) => code === bench.stopReason)
  return (
    <>
      <div className={css.cardHead}>
        <h2>{t('bench.versus', { candidate: keyWords(bench.candidate), live: keyWords(bench.live) })}</h2>
        <strong className={css.cardEnd} role="status">
          {t(`bench.statuses.${bench.status}`)}
        </strong>
      </div>
      <p className={css.entryFacts}>
        {[
          bench.startedBy.name,
          moscowDayTime(bench.startedAt, tag),
          t('bench.tried', { count: tried, total: bench.cases }),
          ...(bench.failed > 0 ? [t('bench.failed', { count: bench.failed })] : []),
        ].join(' · ')}
      </p>
      {bench.stopReason && (
        <ProblemNote text={reason ? t(`bench.reasons.${reason}`) : failureWords(bench.stopReason)} />
      )}
      {bench.status === 'running' && (
        <div className={own.running}>
          <Progress
            value={(100 * tried) / Math.max(1, bench.cases)}
            animated
            aria-label={t('bench.progress')}
          />
          <Button size="compact-sm" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('bench.stop')}
          </Button>
        </div>
      )}
      {stop.error && <ProblemNote text={problem} />}
    </>
  )
}
