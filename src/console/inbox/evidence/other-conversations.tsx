import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OtherConversations as Others } from '../../../http/contracts/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { Stars } from '../../parts/stars.tsx'
import { moscowDayTime } from '../../parts/time.ts'
import { useInOwnWords } from '../../parts/words.tsx'
import pane from './evidence.module.css'
import css from './others.module.css'

const CHANNELS = ['ozon-chat', 'ozon-review', 'ozon-question'] as const

/** What this buyer wrote to the shop elsewhere; nothing at all where there is nothing. */
export function OtherConversations({ shopId, others }: { shopId: string; others: Others }) {
  const { t } = useTranslation()
  const rest = others.total - others.items.length
  if (others.total === 0) return null
  return (
    <section className={pane.section}>
      <h3>{t('evidence.elsewhere.title')}</h3>
      <ul className={css.list}>
        {others.items.map((other) => (
          <li key={other.conversationId}>
            <Other shopId={shopId} other={other} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={pane.nothing}>{t('evidence.elsewhere.rest', { count: rest })}</p>}
    </section>
  )
}

function Other({ shopId, other }: { shopId: string; other: Others['items'][number] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const words = useInOwnWords()
  const { conversationId, channel, product, rating, lastMessageAt, link, openPromises } = other
  const known = CHANNELS.find((name) => name === channel)
  const marks = [
    t(`evidence.elsewhere.states.${other.status}`),
    ...(link === 'order' ? [t('evidence.elsewhere.sameOrder')] : []),
  ]
  return (
    <Link
      className={css.other}
      to="/inbox/$shopId/$conversationId"
      params={{ shopId, conversationId }}
      search={(before) => ({ ...before, step: undefined })}
    >
      <span className={css.head}>
        <strong>{known ? t(`channels.${known}`) : channel}</strong>
        {rating !== null && <Stars rating={rating} />}
        {lastMessageAt && <time dateTime={lastMessageAt}>{moscowDayTime(lastMessageAt, tag)}</time>}
      </span>
      {product && (
        <span className={css.product}>{words({ ru: product.name, zh: product.nameZh ?? undefined })}</span>
      )}
      {other.lastBuyerText && (
        <span className={css.words} lang="ru">
          {other.lastBuyerText}
        </span>
      )}
      <span className={css.marks}>
        {marks.join(' · ')}
        {openPromises > 0 && (
          <strong className={css.promises}>
            {t('evidence.elsewhere.promises', { count: openPromises })}
          </strong>
        )}
      </span>
    </Link>
  )
}
