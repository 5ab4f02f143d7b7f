import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import css from './failures.module.css'

const RETRY_MS = 4000

/** Instead of a page that could not be asked for: nothing that may be old, and back by itself. */
export function NoConnection() {
  const { t } = useTranslation()
  const router = useRouter()
  useEffect(() => {
    document.title = t('app.name')
    const retry = () => void router.invalidate()
    const timer = setInterval(retry, RETRY_MS)
    window.addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', retry)
    }
  }, [router, t])
  return (
    <main className={css.page}>
      <IconCloudOff size={40} stroke={1.4} aria-hidden />
      <h1>{t('offline.title')}</h1>
      <p role="status">{t('offline.text')}</p>
      <Button variant="default" onClick={() => void router.invalidate()}>
        {t('offline.retry')}
      </Button>
    </main>
  )
}
