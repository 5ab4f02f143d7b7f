import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures } from '../../http/contracts/figures.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { Chart, type Series } from './chart.tsx'
import { FigureCard, FigureTable } from './figure-card.tsx'
import { decimal } from './format.ts'

/** Neither clock is ever changed for the summer. */
const BEIJING_AHEAD = 5

const two = (hour: number) => String(hour % 24).padStart(2, '0')

/** When buyers write, by the clock of Moscow and that of Beijing. */
export function HoursCard({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { hours } = figures
  const places = useMemo(() => hours.map((_, hour) => `${two(hour)}\n${two(hour + BEIJING_AHEAD)}`), [hours])
  const series = useMemo(
    (): Series[] => [{ label: t('figures.columns.turns'), kind: 'bars', tone: 'accent', values: hours }],
    [hours, t],
  )
  const format = useMemo(() => (value: number) => decimal(value, tag, 0), [tag])
  return (
    <FigureCard
      title={t('figures.hours.title')}
      definition={<p>{t('figures.hours.definition')}</p>}
      file={figuresFileAddress(filter, 'hours')}
      table={
        <FigureTable
          label={t('figures.hours.title')}
          first={{ name: t('figures.hours.moscow'), cell: ({ hour }) => `${two(hour)}:00` }}
          columns={[
            { name: t('figures.hours.beijing'), cell: ({ hour }) => `${two(hour + BEIJING_AHEAD)}:00` },
            { name: t('figures.columns.turns'), cell: ({ count }) => decimal(count, tag, 0) },
          ]}
          rows={hours.map((count, hour) => ({ hour, count }))}
          rowKey={({ hour }) => String(hour)}
        />
      }
    >
      <Chart
        label={t('figures.hours.title')}
        placeName={t('figures.hours.clocks')}
        places={places}
        series={series}
        format={format}
      />
    </FigureCard>
  )
}
