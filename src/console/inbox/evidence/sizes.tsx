import { useTranslation } from 'react-i18next'
import type { CaseProduct } from '../../../http/contracts/product.ts'
import css from './evidence.module.css'

export function Sizes({ sizes }: { sizes: CaseProduct['sizes'] }) {
  const { t } = useTranslation()
  if (sizes.length === 0) return null
  const measures = [...new Set(sizes.flatMap((size) => Object.keys(size.measures)))]
  const knowsStock = sizes.some(({ stock }) => stock !== undefined)
  const name = (measure: string) => {
    const known = (['chest', 'waist', 'hips', 'height', 'foot', 'length'] as const).find(
      (key) => key === measure,
    )
    return known ? t(`evidence.measures.${known}`) : measure
  }
  return (
    <div className={css.tableFrame}>
      <table className={css.sizes}>
        <caption className="sr-only">{t('evidence.sizes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evidence.size')}</th>
            {measures.map((measure) => (
              <th key={measure} scope="col">
                {name(measure)}
              </th>
            ))}
            {knowsStock && <th scope="col">{t('evidence.inStock')}</th>}
          </tr>
        </thead>
        <tbody>
          {sizes.map((size) => (
            <tr key={size.label} data-gone={size.stock === 0}>
              <th scope="row">{size.label}</th>
              {measures.map((measure) => (
                <td key={measure} className="num">
                  {size.measures[measure] ?? ''}
                </td>
              ))}
              {knowsStock && (
                <td className="num">{size.stock === 0 ? t('evidence.stockNone') : (size.stock ?? '')}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
