import type { Compatibility, ProductAttribute, WarrantyFacts } from '../../domain/product.ts'
import type { Scope, Source, Statement } from './source.ts'

export type EntryLike = Scope & {
  id: string
  questionRu: string
  variants: string[]
  answerRu: string
  warranty: WarrantyFacts | null
}
export type ProductLike = {
  sku: string
  nameRu: string
  brand: string | null
  categoryRu: string | null
  attributes: ProductAttribute[]
  compatibility: Compatibility[]
  warranty: WarrantyFacts | null
}

const EVERYWHERE: Scope = {
  schemes: [],
  brand: null,
  category: null,
  skus: [],
  validFrom: null,
  validUntil: null,
}

/** An entry: its answer under its ways of asking, and its warranty fields if it is one. */
export function sourceOfEntry(entry: EntryLike): Source {
  const { schemes, brand, category, skus, validFrom, validUntil } = entry
  const questions = [entry.questionRu, ...entry.variants]
  return {
    id: `entry:${entry.id}`,
    scope: { schemes, brand, category, skus, validFrom, validUntil },
    subject: category ?? '',
    statements: [
      { part: 'answer', questions, text: entry.answerRu },
      ...(entry.warranty ? [warrantyStatement(entry.warranty)] : []),
    ],
  }
}

/** A card: each attribute and each compatibility on its own. Stock and price change by the hour and are no knowledge. */
export function sourceOfProduct(product: ProductLike): Source {
  return {
    id: `product:${product.sku}`,
    scope: scopeOf(product),
    subject: subjectOf(product),
    statements: [
      ...product.attributes.map(attributeStatement),
      ...product.compatibility.map(compatibilityStatement),
    ],
  }
}

/** The warranty of a card; undefined where it has none on record. */
export function sourceOfWarranty(product: ProductLike): Source | undefined {
  if (!product.warranty) return undefined
  return {
    id: `warranty:${product.sku}`,
    scope: scopeOf(product),
    subject: subjectOf(product),
    statements: [warrantyStatement(product.warranty)],
  }
}

const scopeOf = ({ sku, brand, categoryRu }: ProductLike): Scope => ({
  ...EVERYWHERE,
  brand,
  category: categoryRu,
  skus: [sku],
})

const subjectOf = ({ nameRu, brand, categoryRu }: ProductLike) =>
  [nameRu, brand, categoryRu].filter(Boolean).join(' ')

function attributeStatement({ key, name, value, unit }: ProductAttribute): Statement {
  const said =
    typeof value === 'boolean'
      ? value
        ? 'да, есть'
        : 'нет'
      : typeof value === 'number'
        ? `${String(value).replace('.', ',')} ${unit ?? 'шт.'}`
        : value.ru
  return { part: `attribute:${key}`, questions: [name.ru], text: `${name.ru}: ${said}` }
}

function compatibilityStatement({ fits, other }: Compatibility, i: number): Statement {
  const text = `Для ${other.ru} ${fits ? 'подходит' : 'не подходит'}`
  return { part: `compatibility:${i + 1}`, questions: [other.ru], text }
}

function warrantyStatement({ months, startEvent }: WarrantyFacts): Statement {
  const from = startEvent === 'delivery' ? 'получения' : 'покупки'
  const text = months > 0 ? `Гарантия есть: ${months} мес. со дня ${from}` : 'Гарантии нет'
  return { part: 'warranty', questions: ['Гарантийный срок'], text }
}
