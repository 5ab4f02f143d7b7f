import { AppError } from '../../shared/errors.ts'
import { readCategoryAttributes } from './client/category-attributes.ts'
import { OzonError } from './client/errors.ts'
import type { OzonClient } from './client/method.ts'

export type AttributeName = { ru: string; zh?: string | undefined; type: string }
/** The names of all attributes of one kind of product by their numbers. */
export type AttributeNames = ReadonlyMap<string, AttributeName>

export type AttributeDirectory = {
  /** Undefined when this shop may not ask for names. Throws `unavailable`. */
  namesOf(kind: { categoryId: string; typeId: string }): Promise<AttributeNames | undefined>
}

const KEPT_MS = 24 * 3_600_000
const MOST = 2_000

/** Names as the marketplace gives them per kind of product; asked once a day for each, in Russian and Chinese. */
export function createAttributeDirectory(client: OzonClient, now: () => Date): AttributeDirectory {
  const known = new Map<string, { names: Promise<AttributeNames | undefined>; until: number }>()
  return {
    namesOf({ categoryId, typeId }) {
      const key = `${categoryId}/${typeId}`
      const entry = known.get(key)
      if (entry && entry.until > now().getTime()) return entry.names
      const names = readNames(client, { categoryId, typeId })
      if (known.size >= MOST) known.clear()
      known.set(key, { names, until: now().getTime() + KEPT_MS })
      names.catch(() => known.delete(key))
      return names
    },
  }
}

async function readNames(client: OzonClient, kind: { categoryId: string; typeId: string }) {
  const russian = await unlessRefused(readCategoryAttributes(client, { ...kind, language: 'DEFAULT' }))
  if (!russian) return undefined
  const chinese = await unlessRefused(readCategoryAttributes(client, { ...kind, language: 'ZH_HANS' }))
  const zh = new Map(chinese?.attributes.map(({ attributeId, name }) => [attributeId, name]))
  return new Map(
    russian.attributes.map(({ attributeId, name, type }) => {
      const other = zh.get(attributeId)
      // A name without a translation comes back in Russian.
      return [attributeId, { ru: name, type, ...(other && other !== name ? { zh: other } : {}) }]
    }),
  )
}

/** Undefined for a method that this key may not call, or that is gone; what may work later is thrown. */
export async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof AppError) || !isRefusal(error)) throw error
    return undefined
  }
}

function isRefusal(error: AppError): boolean {
  if (error.code === 'method_retired') return true
  // A key that is no good at all is no matter of one method.
  return error instanceof OzonError && REFUSALS.has(error.code)
}

const REFUSALS = new Set<string>([
  'missing_role',
  'forbidden',
  'subscription_required',
  'not_found',
  'bad_request',
])
