import {
  Icon123,
  IconBan,
  IconHeartHandshake,
  IconHelpCircle,
  IconListCheck,
  IconMessageCheck,
  IconMessageQuestion,
  IconPhoto,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadingCard as Card, CardLine } from '../../../domain/draft.ts'
import type { CardReading } from '../../../domain/reading/reading.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDayTime } from '../../parts/time.ts'
import { CardFindings } from './card-findings.tsx'
import { CardReader, type Reader } from './card-reader.tsx'
import css from './reading-card.module.css'

const ROWS = [
  ['asked', IconMessageQuestion],
  ['answered', IconMessageCheck],
  ['promised', IconHeartHandshake],
  ['numbers', Icon123],
  ['buyerMust', IconListCheck],
  ['denied', IconBan],
  ['open', IconHelpCircle],
] as const
type Row = (typeof ROWS)[number][0]

/**
 * What the Russian text says, for someone who does not read Russian: as a model read it from the words alone, or the
 * part that code can find. Who read it stands first, and what the reading lost before all it found.
 */
export function ReadingCard({
  card,
  reading,
  reader,
}: {
  /** What code found. */
  card: Card
  reading?: CardReading | undefined
  reader: Reader
}) {
  const { t } = useTranslation()
  const shown = reading?.card ?? card
  return (
    <section className={css.card} aria-label={t('card.title')}>
      <CardReader reader={reader} />
      {reading && <CardFindings lost={reading.lost} added={reading.added} />}
      <dl>
        {ROWS.map(([name, Icon]) => (
          <CardRow
            key={name}
            name={name}
            lines={linesOf(shown, name)}
            denied={shown.denied}
            dated={card.promised}
          >
            <Icon size={14} aria-hidden />
          </CardRow>
        ))}
        {card.photos && (
          <div data-line="photos" data-seen={card.photos.seen}>
            <dt>
              <IconPhoto size={14} aria-hidden />
              {t('card.photos')}
            </dt>
            <dd>
              {t(card.photos.seen ? 'card.photosSeen' : 'card.photosUnseen', { count: card.photos.count })}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** A denial that stands in another row is marked there. */
function linesOf(card: Card, name: Row): CardLine[] {
  if (name !== 'denied') return card[name]
  const elsewhere = [...card.answered, ...card.promised, ...card.buyerMust]
  return card.denied.filter(({ ru }) => !elsewhere.some((line) => line.ru === ru))
}

type RowProps = {
  name: Row
  lines: CardLine[]
  denied: CardLine[]
  /** Promises as code dated them. */
  dated: CardLine[]
  children: ReactNode
}

function CardRow({ name, lines, denied, dated, children }: RowProps) {
  const { t } = useTranslation()
  // What is promised and what stays open is said even when it is nothing.
  const isAlwaysSaid = name === 'promised' || name === 'open'
  if (lines.length === 0 && !isAlwaysSaid) return null
  return (
    <div data-line={name} data-filled={lines.length > 0}>
      <dt>
        {children}
        {t(`card.${name}`)}
      </dt>
      {lines.length === 0 && <dd className={css.nothing}>{t('card.nothing')}</dd>}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one card never move, and may repeat
        <dd key={index}>
          <Words line={line} isNumber={name === 'numbers'} />
          {name !== 'denied' && name !== 'numbers' && denied.some(({ ru }) => ru === line.ru) && (
            <span className={css.denied}>
              <IconBan size={12} aria-hidden />
              {t('card.deniedMark')}
            </span>
          )}
          {name === 'promised' && <By line={line} dated={dated} />}
        </dd>
      ))}
    </div>
  )
}

/** By when, in the words that were read and as the day that code reckoned. */
function By({ line, dated }: { line: CardLine; dated: CardLine[] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const times = [line.by, dated.find(({ ru }) => ru === line.ru)?.by]
  const said = times.flatMap((by) => {
    if (by === undefined) return []
    return ISO.test(by) ? moscowDayTime(by, tag) : by
  })
  if (said.length === 0) return null
  return <span className={css.by}>{t('card.by', { by: [...new Set(said)].join(' · ') })}</span>
}

const ISO = /^\d{4}-\d\d-\d\dT/

/** In the agent's language where it is known; the Russian words of a number stand beside it, to be found in the text. */
function Words({ line, isNumber }: { line: CardLine; isNumber: boolean }) {
  const { language, tag } = useLanguage()
  const known = line.text ?? (language === 'ru' ? undefined : line[language])
  if (known === undefined) return <span lang="ru">{line.ru}</span>
  return (
    <>
      <span lang={tag} title={line.ru}>
        {known}
      </span>
      {isNumber && known !== line.ru && (
        <span lang="ru" className={css.original}>
          {line.ru}
        </span>
      )}
    </>
  )
}
