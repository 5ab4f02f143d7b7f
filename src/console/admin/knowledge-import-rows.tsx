import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ImportRowsQuery, ImportRun } from '../../http/contracts/transfer.ts'
import { importRowsQuery } from '../api/transfer.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'

export function ImportRows({ run, outcome }: { run: ImportRun; outcome: ImportRowsQuery['outcome'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const list = useInfiniteQuery(importRowsQuery(run, outcome))
  const problem = useProblemText(list.error)
  if (list.isPending) return <Skeleton height={80} radius="lg" />
  if (list.isError) return <ProblemNote text={problem} onRetry={() => void list.refetch()} />
  return (
    <>
      <div className={css.tableFrame}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('transfer.row')}</th>
              <th scope="col">{t('transfer.subject')}</th>
              <th scope="col">{t('transfer.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data.pages
              .flatMap((page) => page.rows)
              .map(({ row, subject, reason }) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  <td>{subject}</td>
                  <td className={css.wrapping}>{reason?.[language]}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('knowledge.more')}
        </Button>
      )}
    </>
  )
}
