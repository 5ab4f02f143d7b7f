import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures, Measured } from '../../http/contracts/figures.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { Chart, type Series } from './chart.tsx'
import { FigureCard, FigureTable } from './figure-card.tsx'
import { decimal, duration, share, shortDay } from './format.ts'

/** How much came and how much of it was answered in time, by day. */
export function SpeedCard({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { byDay } = figures
  const places = useMemo(() => byDay.map(({ key }) => shortDay(key, tag)), [byDay, tag])
  const series = useMemo(
    (): Series[] => [
      {
        label: t('figures.columns.turns'),
        kind: 'bars',
        tone: 'accent-line',
        values: byDay.map(({ turns }) => turns),
      },
      {
        label: t('figures.columns.within24h'),
        kind: 'bars',
        tone: 'accent',
        values: byDay.map(({ within24h }) => within24h),
      },
    ],
    [byDay, t],
  )
  const format = useMemo(() => (value: number) => decimal(value, tag, 0), [tag])
  return (
    <FigureCard
      title={t('figures.speed.title')}
      definition={<p>{t('figures.speed.definition')}</p>}
      file={figuresFileAddress(filter, 'byDay')}
      table={
        <FigureTable
          label={t('figures.speed.title')}
          first={{ name: t('figures.columns.day'), cell: (row: Measured) => shortDay(row.key, tag) }}
          columns={[
            { name: t('figures.columns.turns'), cell: (row) => decimal(row.turns, tag, 0) },
            { name: t('figures.columns.answered'), cell: (row) => decimal(row.answered, tag, 0) },
            { name: t('figures.columns.wait'), cell: (row) => duration(row.meanWaitMs, tag) },
            { name: t('figures.columns.work'), cell: (row) => duration(row.meanWorkMs, tag) },
            { name: t('figures.columns.within1h'), cell: (row) => share(row.within1h, row.turns, tag) },
            { name: t('figures.columns.within24h'), cell: (row) => share(row.within24h, row.turns, tag) },
            { name: t('figures.columns.resolution'), cell: (row) => duration(row.meanCaseMs, tag) },
          ]}
          rows={byDay}
          rowKey={({ key }) => key}
        />
      }
    >
      {byDay.length > 0 && (
        <Chart
          label={t('figures.speed.title')}
          placeName={t('figures.columns.day')}
          places={places}
          series={series}
          format={format}
        />
      )}
    </FigureCard>
  )
}
