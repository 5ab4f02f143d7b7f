import { Button } from '@mantine/core'
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { InboxFilter } from '../../api/inbox.ts'
import { shopsQuery } from '../../api/shops.ts'
import { statusQuery } from '../../api/status.ts'
import { isSameFilter } from '../../api/views.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ago } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import css from './queue.module.css'

/** "Nothing due" is believed only with the proof that the line is open. */
export function QueueEmpty({ filter, onEverywhere }: { filter: InboxFilter; onEverywhere: () => void }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  const { data: status } = useQuery(statusQuery)
  const { data: shops } = useQuery(shopsQuery)
  if (filter.search) {
    return (
      <div className={css.empty}>
        <IconSearchOff size={28} stroke={1.4} aria-hidden />
        <p>{t('queue.emptySearch', { query: filter.search })}</p>
        {filter.status !== 'all' && (
          <Button size="compact-sm" variant="default" onClick={onEverywhere}>
            {t('queue.searchEverywhere')}
          </Button>
        )}
      </div>
    )
  }
  if (!isSameFilter(filter, { status: 'todo' })) {
    return (
      <div className={css.empty}>
        <p>{t('queue.emptyView')}</p>
      </div>
    )
  }
  const intake = status?.intake
  const failing = shops?.find((shop) => !shop.disabledAt && shop.health.lastPollError)
  return (
    <div className={css.empty}>
      <IconCircleCheck size={32} stroke={1.3} aria-hidden />
      <strong>{t('queue.emptyTodo')}</strong>
      {shops?.length === 0 && <p>{t('queue.noShops')}</p>}
      {intake && (
        <p>
          {intake.lastPushAt
            ? t('queue.lastPush', { ago: ago(intake.lastPushAt, now, tag) })
            : t('queue.noPush')}
          <br />
          {intake.lastPollAt
            ? t('queue.lastPoll', { ago: ago(intake.lastPollAt, now, tag) })
            : t('queue.noPoll')}
        </p>
      )}
      {failing?.health.lastPollError && (
        <p className={css.emptyProblem}>
          {failing.name}: {t('queue.pollFailing', { reason: failing.health.lastPollError })}
        </p>
      )}
    </div>
  )
}
