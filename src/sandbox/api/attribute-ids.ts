import { hash } from '../random.ts'
import type { Product } from './product-find.ts'

type Attribute = NonNullable<Product['attributes']>[number]

/** Real ids of a few attributes that every category has. */
const KNOWN_IDS: Record<string, number> = {
  brand: 85,
  annotation: 4191,
  warranty: 4385,
  color: 10096,
  size: 4295,
  sex: 9163,
}

export function attributeId(key: string): number {
  return KNOWN_IDS[key] ?? 20_000 + ((hash(key) >>> 0) % 20_000)
}

/** The unit stands in the name, as on the marketplace. */
export function attributeName({ name, unit }: Attribute, inChinese: boolean): string {
  const words = (inChinese ? name.zh : undefined) ?? name.ru
  return unit ? `${words}, ${unit}` : words
}

export function attributeType({ value }: Attribute): string {
  if (typeof value === 'boolean') return 'Boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Decimal'
  return 'String'
}

export function attributeText({ value }: Attribute): string {
  return typeof value === 'object' ? value.ru : String(value)
}
