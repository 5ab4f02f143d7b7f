import { useTranslation } from 'react-i18next'
import type { Figures } from '../../http/contracts/figures.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { FigureCard, FigureTable } from './figure-card.tsx'
import { decimal } from './format.ts'

/** What buyers rate afterwards, and what the models cost. */
export function MoneyCards({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { stars, cost } = figures
  const purposeOf = usePurposeName()
  const money = (micros: number) => decimal(micros / 1_000_000, tag, 4)
  return (
    <>
      <FigureCard
        title={t('figures.stars.title')}
        definition={<p>{t('figures.stars.definition')}</p>}
        file={figuresFileAddress(filter, 'stars')}
        table={
          <FigureTable
            label={t('figures.stars.title')}
            first={{
              name: t('figures.stars.reviews'),
              cell: (group: keyof typeof stars) => t(`figures.stars.${group}`),
            }}
            columns={[
              { name: t('figures.columns.count'), cell: (group) => decimal(stars[group].count, tag, 0) },
              { name: t('figures.stars.mean'), cell: (group) => decimal(stars[group].mean, tag, 2) },
            ]}
            rows={['after', 'other'] as const}
            rowKey={(group) => group}
          />
        }
      />
      <FigureCard
        title={t('figures.cost.title')}
        definition={<p>{t('figures.cost.definition')}</p>}
        file={figuresFileAddress(filter, 'cost')}
        table={
          <FigureTable
            label={t('figures.cost.title')}
            first={{
              name: t('figures.cost.purpose'),
              cell: ({ label }: Figures['cost']['purposes'][number]) => purposeOf(label),
            }}
            columns={[
              { name: t('figures.cost.calls'), cell: ({ count }) => decimal(count, tag, 0) },
              { name: t('figures.cost.sum'), cell: ({ micros }) => money(micros) },
            ]}
            rows={cost.purposes}
            rowKey={({ label }) => label}
          />
        }
      />
    </>
  )
}

const PURPOSES = [
  'draft',
  'classify',
  'read-reply',
  'translate-message',
  'rewrite-reply',
  'second-reading',
  'translate',
  'bench',
] as const

/** A purpose that is newer than this page is shown by its own name. */
function usePurposeName(): (label: string) => string {
  const { t } = useTranslation()
  return (label) => {
    const known = PURPOSES.find((one) => one === label)
    return known ? t(`figures.cost.purposes.${known}`) : label
  }
}
