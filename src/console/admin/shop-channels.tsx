import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../http/contracts/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import { channelOf } from '../parts/words.tsx'

const REASONS = ['subscription_required', 'missing_role'] as const

/** The channels without pushes: whether this shop may use them, and when they were last looked through. */
export function ShopChannels({ channels }: { channels: Shop['health']['channels'] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  return (
    <>
      {channels.map(({ channel, access, reason, lastPollAt, pollError }) => {
        const known = REASONS.find((one) => one === reason)
        return (
          <Fragment key={channel}>
            <dt>{t(`channels.${channelOf(channel)}`)}</dt>
            <dd>
              {t(`shops.access.${access}`)}
              {known && ` · ${t(`shops.access.${known}`)}`}
              {access !== 'denied' &&
                lastPollAt &&
                ` · ${t('shops.looked', { ago: ago(lastPollAt, now, tag) })}`}
              {access !== 'denied' && pollError && ` · ${t('shops.pollError', { reason: pollError })}`}
            </dd>
          </Fragment>
        )
      })}
    </>
  )
}
