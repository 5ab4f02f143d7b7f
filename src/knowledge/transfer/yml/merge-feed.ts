import type { ProductAttribute } from '../../../domain/product.ts'
import { isSameText } from '../../../domain/same-text.ts'
import { htmlToText } from '../../../domain/text/html-text.ts'
import { writable } from '../read-xml.ts'
import { attributeKey } from '../tables/attribute-key.ts'
import { spokenValue } from '../tables/cell-lines.ts'
import type { FeedParam } from './read-yml.ts'

/**
 * A feed says less than we may know: names without keys, one language, texts with their spaces folded. What it says
 * the same stays as it is stored, what it says otherwise is taken, what it does not mention stays.
 */
export function mergeParams(
  stored: readonly ProductAttribute[],
  params: readonly FeedParam[],
): ProductAttribute[] {
  const merged = [...stored]
  const taken = new Set<number>()
  for (const { name, value, unit } of params) {
    const isFree = (one: ProductAttribute, i: number) => !taken.has(i) && sameInFeed(one.name.ru, name)
    const says = (one: ProductAttribute) =>
      sameInFeed(feedValue(one.value), value) && sameInFeed(one.unit ?? '', unit ?? '')
    const same = merged.findIndex((one, i) => isFree(one, i) && says(one))
    const key = attributeKey(name)
    const at =
      same >= 0 ? same : merged.findIndex((one, i) => isFree(one, i) || (!taken.has(i) && one.key === key))
    const old = merged[at]
    if (same < 0) {
      const fresh = {
        key: old?.key ?? freeKey(key, merged),
        name: old?.name ?? { ru: name },
        value: spokenValue(value),
      }
      merged[old ? at : merged.length] = unit ? { ...fresh, unit } : fresh
    }
    taken.add(old ? at : merged.length - 1)
  }
  return merged
}

const sameInFeed = (stored: string, given: string) => isSameText(writable(stored), given)

/** Two characteristics whose names sound alike keep apart. */
function freeKey(key: string, among: readonly ProductAttribute[]): string {
  const isTaken = (one: string) => among.some((attribute) => attribute.key === one)
  if (!isTaken(key)) return key
  for (let i = 2; ; i++) if (!isTaken(`${key}_${i}`)) return `${key}_${i}`
}

/** An attribute's value as a feed writes it. */
export function feedValue(value: ProductAttribute['value']): string {
  if (typeof value === 'object') return value.ru
  return typeof value === 'boolean' ? (value ? 'да' : 'нет') : String(value)
}

/** A stored text that the feed only spells with other spaces stays as it is. */
export const mergeText = (stored: unknown, given: unknown): unknown =>
  typeof stored === 'string' &&
  typeof given === 'string' &&
  (sameInFeed(stored, given) || sameInFeed(htmlToText(stored), given))
    ? stored
    : given
