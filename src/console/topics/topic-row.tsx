import { IconTrendingUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { kindOf } from '../../domain/feedback/topics.ts'
import type { ProductTopic } from '../../http/contracts/topics.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useTopicName } from '../parts/complaint.tsx'
import { moscowDay } from '../parts/time.ts'
import { DayBars } from './day-bars.tsx'
import css from './topics.module.css'

const DAY_MS = 86_400_000
const WEEK = 7

/** One topic of a product: how often, when, and in which words. */
export function TopicRow({ shopId, topic, from }: { shopId: string; topic: ProductTopic; from: string }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const topicName = useTopicName()
  const { spike, days, quotes } = topic
  const placeOf = (day: string) => Math.round((Date.parse(day) - Date.parse(from)) / DAY_MS)
  const count = new Intl.NumberFormat(tag)
  const lastWeek = days.slice(-WEEK).reduce((sum, one) => sum + one, 0)
  return (
    <tr>
      <th scope="row">
        {topicName(topic.topic)}
        <span className={css.kind}>{t(`complaints.kinds.${kindOf(topic.topic)}`)}</span>
        {spike && (
          <span className={css.spike}>
            <IconTrendingUp size={14} aria-hidden />
            {t('topics.spike', {
              total: spike.count,
              from: moscowDay(spike.from, tag),
              to: moscowDay(spike.to, tag),
              expected: count.format(spike.expected),
            })}
          </span>
        )}
      </th>
      <td className="num">{count.format(topic.count)}</td>
      <td className="num">{count.format(lastWeek)}</td>
      <td>
        <DayBars
          days={days}
          spike={spike && { from: Math.max(0, placeOf(spike.from)), to: placeOf(spike.to) }}
        />
      </td>
      <td className={css.quotes}>
        <ul>
          {quotes.map(({ conversationId, words, heardAt }) => (
            <li key={conversationId}>
              <Link
                to="/inbox/$shopId/$conversationId"
                params={{ shopId, conversationId }}
                search={{ status: 'all' }}
                lang="ru"
              >
                «{words}»
              </Link>{' '}
              <span className={css.when}>{moscowDay(heardAt, tag)}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
