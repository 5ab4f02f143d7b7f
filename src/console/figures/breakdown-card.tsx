import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../domain/category.ts'
import type { Figures, Measured } from '../../http/contracts/figures.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { channelOf } from '../parts/words.tsx'
import { FigureCard, FigureTable } from './figure-card.tsx'
import css from './figures.module.css'
import { decimal, duration, share } from './format.ts'

const WAYS = ['byCategory', 'byAgent', 'byChannel', 'byShop'] as const
type Way = (typeof WAYS)[number]

/** The same measures by category, person, channel and shop. */
export function BreakdownCard({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const [way, setWay] = useState<Way>('byCategory')
  const nameOf = useNames(way)
  return (
    <FigureCard
      title={t('figures.breakdown.title')}
      definition={<p>{t('figures.breakdown.definition')}</p>}
      file={figuresFileAddress(filter, way)}
      table={
        <>
          <SegmentedControl
            className={css.choices}
            size="xs"
            aria-label={t('figures.breakdown.title')}
            value={way}
            data={WAYS.map((value) => ({ value, label: t(`figures.breakdown.${value}`) }))}
            onChange={(value) => setWay(WAYS.find((known) => known === value) ?? 'byCategory')}
          />
          <FigureTable
            label={t(`figures.breakdown.${way}`)}
            first={{ name: t(`figures.breakdown.${way}`), cell: nameOf }}
            columns={[
              { name: t('figures.columns.turns'), cell: (row) => decimal(row.turns, tag, 0) },
              { name: t('figures.columns.answered'), cell: (row) => decimal(row.answered, tag, 0) },
              { name: t('figures.columns.wait'), cell: (row) => duration(row.meanWaitMs, tag) },
              { name: t('figures.columns.within24h'), cell: (row) => share(row.within24h, row.turns, tag) },
              { name: t('figures.columns.onTarget'), cell: (row) => share(row.onTarget, row.targeted, tag) },
              {
                name: t('figures.columns.unchanged'),
                cell: (row) =>
                  share(row.unchanged, row.unchanged + row.light + row.rewritten + row.written, tag),
              },
              { name: t('figures.columns.cameBack'), cell: (row) => share(row.cameBack, row.answered, tag) },
            ]}
            rows={figures[way].toSorted((a, b) => b.turns - a.turns)}
            rowKey={({ key }) => key}
          />
        </>
      }
    />
  )
}

function useNames(way: Way): (row: Measured) => string {
  const { t } = useTranslation()
  return ({ key, name }) => {
    if (name) return name
    const category = CATEGORIES.find((known) => known === key)
    if (way === 'byCategory') return category ? t(`categories.${category}`) : t('figures.breakdown.unread')
    if (way === 'byChannel') return t(`channels.${channelOf(key)}`)
    if (key === 'policy') return t('figures.breakdown.policy')
    return key === 'elsewhere' ? t('figures.breakdown.elsewhere') : key
  }
}
