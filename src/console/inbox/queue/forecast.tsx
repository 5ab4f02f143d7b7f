import { Popover } from '@mantine/core'
import { IconMoon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dueQuery } from '../../api/figures.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowMoment } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import { channelOf } from '../../parts/words.tsx'
import css from './queue.module.css'

/** What runs out before people come back to work, with the way to each case; nothing where nothing does. */
export function Forecast({ shopId }: { shopId: string | undefined }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow()
  const { data } = useQuery(dueQuery(shopId))
  const closing = data?.forecast.filter(({ wakesAt, cases }) => wakesAt && cases.length > 0) ?? []
  const cases = closing.flatMap((one) => one.cases).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
  const wakesAt = closing.map((one) => one.wakesAt ?? '').toSorted()[0]
  if (!wakesAt) return null
  const words = t('queue.forecast', { count: cases.length, time: moscowMoment(wakesAt, now, tag) })
  return (
    <Popover width={320} position="top-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={`${css.left} ${css.forecast}`} data-urgency="today">
          <IconMoon size={13} aria-hidden />
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('queue.forecastTitle')}>
        <h2 className={css.forecastTitle}>{t('queue.forecastTitle')}</h2>
        <p className={css.forecastLead}>{t('queue.forecastLead')}</p>
        <ul className={css.forecastList}>
          {cases.map(({ shopId: shop, conversationId, buyerName, channel, kind, dueAt }) => (
            <li key={`${shop} ${conversationId}`}>
              <Link to="/inbox/$shopId/$conversationId" params={{ shopId: shop, conversationId }}>
                {buyerName ?? t(`channels.${channelOf(channel)}`)}
              </Link>
              <span>
                {t(`dueKinds.${kind}`)}: <span className="num">{moscowMoment(dueAt, now, tag)}</span>
              </span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
