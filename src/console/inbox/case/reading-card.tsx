import { useTranslation } from 'react-i18next'
import type { ReadingCard as Card, CardLine } from '../../../domain/draft.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { LANGUAGE_TAGS } from '../../i18n/languages.ts'
import css from './draft.module.css'

const LINES = ['asked', 'answered', 'promised', 'buyerMust', 'open'] as const

/** What the Russian text says, for someone who does not read Russian. */
export function ReadingCard({ card }: { card: Card }) {
  const { t } = useTranslation()
  return (
    <dl className={css.card} aria-label={t('card.title')}>
      {LINES.map((name) => (
        <CardRow key={name} name={name} lines={card[name]} />
      ))}
      {card.numbers.length > 0 && (
        <div>
          <dt>{t('card.numbers')}</dt>
          <dd className="num">{card.numbers.join(' · ')}</dd>
        </div>
      )}
    </dl>
  )
}

function CardRow({ name, lines }: { name: (typeof LINES)[number]; lines: CardLine[] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  // What is promised and what stays open is said even when it is nothing.
  const isAlwaysSaid = name === 'promised' || name === 'open'
  if (lines.length === 0 && !isAlwaysSaid) return null
  return (
    <div data-line={name} data-filled={lines.length > 0}>
      <dt>{t(`card.${name}`)}</dt>
      {lines.length === 0 && <dd className={css.nothing}>{t('card.nothing')}</dd>}
      {lines.map((line) => {
        const isChinese = language === 'zh' && line.zh !== undefined
        return (
          <dd key={line.ru} lang={isChinese ? LANGUAGE_TAGS.zh : 'ru'}>
            {isChinese ? line.zh : line.ru}
          </dd>
        )
      })}
    </div>
  )
}
