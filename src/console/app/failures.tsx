import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './failures.module.css'
import { NoConnection } from './no-connection.tsx'

export function Crash({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const text = useProblemText(error)
  const isOurs = error instanceof ApiError
  if (isOurs && error.status === 0) return <NoConnection />
  return (
    <main className={css.page}>
      <h1>{isOurs ? t('errors.title') : t('errors.crash')}</h1>
      <ProblemNote text={isOurs ? text : String(error)} />
      <Button onClick={() => location.reload()}>{t('actions.reload')}</Button>
    </main>
  )
}

export function UnknownPage() {
  const { t } = useTranslation()
  return (
    <main className={css.page}>
      <h1>{t('errors.unknownPage')}</h1>
      <Button component="a" href="/inbox">
        {t('errors.home')}
      </Button>
    </main>
  )
}
