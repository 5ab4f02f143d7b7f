import { and, inArray, or } from 'drizzle-orm'
import type { Executor } from '../../db/client.ts'
import { knowledgeEntries, products } from '../../db/schema/knowledge.ts'
import type { ProductAttribute, WarrantyFacts } from '../../domain/product.ts'
import type { Finding, FindingSide } from '../../http/contracts/findings.ts'

type Gloss = NonNullable<FindingSide['zh']>
type Listed = Omit<Finding, 'left' | 'right'> & Record<'left' | 'right', Omit<FindingSide, 'zh'>>

/** The Chinese of both sides as it stands now, for who reads no Russian; null where nobody wrote any. */
export async function withGlosses(db: Executor, findings: Listed[]): Promise<Finding[]> {
  const sides = findings.flatMap(({ shopId, left, right }) => [
    { shopId, ...left },
    { shopId, ...right },
  ])
  const glosses = new Map([...(await ofEntries(db, sides)), ...(await ofProducts(db, sides))])
  const glossOf = (shopId: string, side: Omit<FindingSide, 'zh'>) => {
    const [table, parts] = [side.kind === 'entry' ? 'entry' : 'product', Object.keys(side.parts)]
    return glosses.get(`${shopId}/${table}/${side.id}`)?.(side.kind, parts) ?? null
  }
  return findings.map((finding) => ({
    ...finding,
    left: { ...finding.left, zh: glossOf(finding.shopId, finding.left) },
    right: { ...finding.right, zh: glossOf(finding.shopId, finding.right) },
  }))
}

type Side = { shopId: string; kind: string; id: string }
type GlossOf = (kind: string, parts: string[]) => Gloss | null

async function ofEntries(db: Executor, sides: Side[]): Promise<[string, GlossOf][]> {
  const ids = sides.filter(({ kind }) => kind === 'entry')
  if (ids.length === 0) return []
  const { shopId, id, questionZh, answerZh, warranty } = knowledgeEntries
  const rows = await db
    .select({ shopId, id, questionZh, answerZh, warranty })
    .from(knowledgeEntries)
    .where(
      and(
        inArray(shopId, [...new Set(ids.map((one) => one.shopId))]),
        inArray(id, [...new Set(ids.map((one) => one.id))]),
      ),
    )
  return rows.map((row) => [
    `${row.shopId}/entry/${row.id}`,
    (_, parts) => {
      const terms = row.warranty && termsZh(row.warranty)
      const texts = {
        ...(row.answerZh ? { answer: row.answerZh } : {}),
        ...(terms ? { warranty: terms } : {}),
      }
      return row.questionZh || row.answerZh ? glossFrom(row.questionZh, texts, parts) : null
    },
  ])
}

async function ofProducts(db: Executor, sides: Side[]): Promise<[string, GlossOf][]> {
  const ids = sides.filter(({ kind }) => kind !== 'entry')
  if (ids.length === 0) return []
  const { shopId, sku, nameZh, attributes, compatibility, warranty } = products
  const rows = await db
    .select({ shopId, sku, nameZh, attributes, compatibility, warranty })
    .from(products)
    .where(
      or(
        ...[...Map.groupBy(ids, (one) => one.shopId)].map(([shop, ofShop]) =>
          and(inArray(shopId, [shop]), inArray(sku, [...new Set(ofShop.map((one) => one.id))])),
        ),
      ),
    )
  return rows.map((row) => [
    `${row.shopId}/product/${row.sku}`,
    (kind, parts) => {
      const texts = new Map<string, string>()
      for (const attribute of row.attributes) {
        const text = attributeZh(attribute)
        if (text) texts.set(`attribute:${attribute.key}`, text)
      }
      for (const [i, { fits, other }] of row.compatibility.entries())
        texts.set(`compatibility:${i + 1}`, `${fits ? '适用于' : '不适用于'} ${other.zh ?? other.ru}`)
      if (kind === 'warranty' && row.warranty) texts.set('warranty', termsZh(row.warranty))
      return glossFrom(row.nameZh, Object.fromEntries(texts), parts)
    },
  ])
}

function glossFrom(title: string | null, texts: Record<string, string>, parts: string[]): Gloss | null {
  const known = Object.fromEntries(Object.entries(texts).filter(([part]) => parts.includes(part)))
  return title || Object.keys(known).length > 0 ? { title: title || null, parts: known } : null
}

/** Undefined where the card's own words have no Chinese. */
function attributeZh({ name, value, unit }: ProductAttribute): string | undefined {
  if (!name.zh) return undefined
  if (typeof value === 'boolean') return `${name.zh}：${value ? '有' : '无'}`
  if (typeof value === 'number') return `${name.zh}：${value} ${unit ?? ''}`.trimEnd()
  return value.zh ? `${name.zh}：${value.zh}` : undefined
}

const termsZh = ({ months, startEvent }: WarrantyFacts): string =>
  months > 0 ? `保修 ${months} 个月，自${startEvent === 'delivery' ? '收货' : '购买'}之日起` : '无厂家保修'
