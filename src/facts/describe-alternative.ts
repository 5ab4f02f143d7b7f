import type { Fact } from '../domain/draft.ts'
import { asOfPrefix } from './as-of-prefix.ts'
import { priceText } from './describe-product.ts'
import type { FoundAlternative } from './find-alternative.ts'

/** What to offer instead, by name, with the size that was wanted and the price. */
export function describeAlternative({ product, want, freshness }: FoundAlternative, now: Date): Fact {
  const { sku, nameRu, nameZh, stockAsOf } = product
  const when = freshness === 'stale' && stockAsOf ? asOfPrefix(stockAsOf, now) : { ru: 'Сейчас', zh: '目前' }
  const price = priceText(product)
  const size = want.size ? { ru: ` в размере ${want.size}`, zh: `${want.size} 码` } : { ru: '', zh: '' }
  return {
    id: 'c:alternative',
    kind: 'computed',
    title: `Замена из каталога магазина (артикул ${sku})`,
    // It follows the word that the wanted thing is not there now.
    textRu: `${when.ru === 'Сейчас' ? 'В' : `${when.ru} в`} нашем магазине есть похожий товар${size.ru}: «${nameRu}»${price ? `, цена — ${price}` : ''}.`,
    textZh: `${when.zh}本店有类似商品${size.zh}：“${nameZh ?? nameRu}”${price ? `，价格 ${price}` : ''}。`,
    ...(stockAsOf ? { asOf: stockAsOf.toISOString() } : {}),
  }
}
