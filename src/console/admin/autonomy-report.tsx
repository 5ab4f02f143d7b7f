import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EVIDENCE_CLASSES } from '../../domain/draft.ts'
import { reportQuery } from '../api/autonomy.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { useCategoryName } from '../parts/words.tsx'
import css from './admin.module.css'
import own from './autonomy.module.css'

const SPANS = [7, 30, 90] as const
const FIGURES = ['drafts', 'wouldSend', 'unchanged', 'edited', 'refused', 'overtaken', 'undecided'] as const
const REAL = ['sent', 'stopped'] as const

/** What a dry run would have sent, beside what people did with the same drafts. */
export function AutonomyReport({ shopId }: { shopId: string }) {
  const { t } = useTranslation()
  const nameOf = useCategoryName(shopId)
  const [days, setDays] = useState<number>(30)
  const { data, error, isPending, refetch } = useQuery(reportQuery(shopId, days))
  const problem = useProblemText(error)
  return (
    <section className={css.card} aria-label={t('autonomy.report.title')}>
      <div className={css.cardHead}>
        <h2>{t('autonomy.report.title')}</h2>
        <NativeSelect
          className={css.cardEnd}
          size="xs"
          aria-label={t('autonomy.report.span')}
          value={String(days)}
          data={SPANS.map((count) => ({ value: String(count), label: t('autonomy.report.days', { count }) }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
      </div>
      <p>{t('autonomy.report.lead')}</p>
      {isPending && <Skeleton height={90} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p className={css.empty}>{t('autonomy.report.empty')}</p>}
      {data && data.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={css.tableFrame} aria-label={t('autonomy.report.title')} tabIndex={0}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('autonomy.grid.category')}</th>
                <th scope="col">{t('autonomy.report.state')}</th>
                {[...FIGURES, ...REAL].map((name) => (
                  <th key={name} scope="col" className={own.right} title={t(`autonomy.figureHints.${name}`)}>
                    {t(`autonomy.figures.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={`${row.channel} ${row.category}`}>
                  <th scope="row">
                    {nameOf(row.category)} · {t(`channels.${row.channel}`)}
                  </th>
                  <td>{t(`autonomy.states.${row.state}`)}</td>
                  {[...FIGURES, ...REAL].map((name) => (
                    <td key={name} className={`num ${own.right}`}>
                      {row[name]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {data && (
        <p>
          {t('autonomy.report.left')}{' '}
          {EVIDENCE_CLASSES.map((name) => `${t(`draft.classes.${name}`)} ${data.left[name]}`).join(' · ')}
        </p>
      )}
    </section>
  )
}
