import { readWords } from '../../domain/text/clauses.ts'
import { meanings } from './matter.ts'
import { modelsOf } from './other-cases.ts'
import type { EntryLike, ProductLike } from './sources-of.ts'

/**
 * Whether an entry says something of a product: it is bound to its SKU, category or brand, or it names it. What is said
 * of the whole shop is no statement about each card.
 */
export function speaksOf(entry: EntryLike, product: ProductLike): boolean {
  if (entry.skus.length > 0 && !entry.skus.includes(product.sku)) return false
  if (entry.skus.length === 1) return true
  if (DEFERS_TO_CARD.test(entry.answerRu)) return false
  if (entry.skus.length > 0) return true
  if (entry.category !== null) return isSame(entry.category, product.categoryRu)
  if (entry.brand !== null) return isSame(entry.brand, product.brand)
  return namesProduct(`${entry.questionRu} ${entry.answerRu}`, product)
}

/** «срок указан в карточке»: an entry on many goods leaves it to each card, its own figures are for the rest. */
const DEFERS_TO_CARD =
  /(?<!\p{L})(?:(?:указан|привед[её]н|перечислен|показан|написан)\p{L}* (?:\p{L}+ ){0,2}?(?:в|на) (?:\p{L}+ )?(?:карточк|характеристик)|(?:смотрите|проверьте|сверьте\p{L}*|посмотрите)[^.!?]{0,80}(?:карточк|характеристик)|зависит от (?:модели|товара|кабеля|размера))/iu

const isSame = (a: string, b: string | null) => b !== null && a.toLowerCase() === b.toLowerCase()

/** Its kind together with its brand or its model: «робот-пылесос Домовой», «чехол для iPhone 15». */
function namesProduct(text: string, { nameRu, brand }: ProductLike): boolean {
  const said = new Set(meanings(readWords(text)))
  const [head] = meanings(readWords(nameRu))
  if (head === undefined || !said.has(head)) return false
  const ownNames = meanings(readWords(brand ?? ''))
  const models = modelsOf(nameRu)
  const named = ownNames.length > 0 && ownNames.every((name) => said.has(name))
  return named && (models.size === 0 || !models.isDisjointFrom(modelsOf(text)))
}
