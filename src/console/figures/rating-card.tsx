import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OzonRating } from '../../domain/ozon-ratings.ts'
import type { Figures } from '../../http/contracts/figures.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { Chart, type Series } from './chart.tsx'
import { FigureCard, FigureTable } from './figure-card.tsx'
import css from './figures.module.css'
import { decimal, duration, percent, shortDay } from './format.ts'

type Rating = Figures['ratings']['series'][number]
type Row = Rating['days'][number] & { rating: OzonRating }

const DIFFERENCES = ['day', 'known', 'heard', 'late', 'open'] as const

/** Ozon's three figures by our count, beside what Ozon says itself, and why the two may differ. */
export function RatingCard({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { series, readError, shopId } = figures.ratings
  const shop = figures.shops.find(({ id }) => id === shopId)?.name ?? ''
  const rows = series.flatMap(({ rating, days }): Row[] => days.map((day) => ({ ...day, rating })))
  return (
    <FigureCard
      title={t('figures.ratings.title', { shop })}
      definition={
        <>
          <p>{t('figures.ratings.definition')}</p>
          <ul>
            {DIFFERENCES.map((name) => (
              <li key={name}>{t(`figures.ratings.differences.${name}`)}</li>
            ))}
          </ul>
          {readError && <p role="status">{t('figures.ratings.unread', { error: readError })}</p>}
        </>
      }
      file={figuresFileAddress(filter, 'ratings')}
      table={
        <FigureTable
          label={t('figures.ratings.title', { shop })}
          first={{
            name: t('figures.columns.day'),
            cell: ({ rating, day }: Row) => `${shortDay(day, tag)} · ${t(`figures.ratings.names.${rating}`)}`,
          }}
          columns={[
            { name: t('figures.ratings.ours'), cell: ({ rating, ours }) => told(rating, ours, tag) },
            { name: t('figures.ratings.ozon'), cell: ({ rating, ozon }) => told(rating, ozon, tag) },
            { name: t('figures.ratings.counted'), cell: ({ counted }) => decimal(counted, tag, 0) },
          ]}
          rows={rows}
          rowKey={({ rating, day }) => `${rating} ${day}`}
        />
      }
    >
      <div className={css.ratings}>
        {series.map((one) => (
          <OneRating key={one.rating} {...one} />
        ))}
      </div>
    </FigureCard>
  )
}

function OneRating({ rating, days }: Rating) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const places = useMemo(() => days.map(({ day }) => shortDay(day, tag)), [days, tag])
  const series = useMemo(
    (): Series[] => [
      {
        label: t('figures.ratings.ours'),
        kind: 'line',
        tone: 'accent',
        values: days.map(({ ours }) => ours),
      },
      {
        label: t('figures.ratings.ozon'),
        kind: 'dashed',
        tone: 'public',
        values: days.map(({ ozon }) => ozon),
      },
    ],
    [days, t],
  )
  const format = useMemo(() => (value: number) => told(rating, value, tag), [rating, tag])
  const ours = days.findLast((day) => day.ours !== null)
  const ozon = days.findLast((day) => day.ozon !== null)
  const name = t(`figures.ratings.names.${rating}`)
  return (
    <div className={css.rating}>
      <h3>{name}</h3>
      <dl className={css.pair}>
        <div>
          <dt>{t('figures.ratings.ours')}</dt>
          <dd>{told(rating, ours?.ours ?? null, tag)}</dd>
        </div>
        <div>
          <dt>{t('figures.ratings.ozon')}</dt>
          <dd>{told(rating, ozon?.ozon ?? null, tag)}</dd>
        </div>
      </dl>
      {days.length > 0 && (
        <Chart
          label={name}
          placeName={t('figures.columns.day')}
          places={places}
          series={series}
          format={format}
          {...(rating !== 'rating_replied_dialogs_ratio' && { steps: SECONDS })}
        />
      )}
    </div>
  )
}

/** Steps of minutes, hours and days. */
const SECONDS = [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 604_800]

function told(rating: OzonRating, value: number | null, tag: string): string {
  if (value === null) return '–'
  return rating === 'rating_replied_dialogs_ratio' ? percent(value, tag) : duration(value * 1_000, tag)
}
