import { CATEGORIES, type Category } from '../../src/domain/category.ts'
import type { ProcedureContent } from '../../src/domain/procedure.ts'
import { procedureChanges } from '../../src/domain/procedure-changes.ts'
import { SHIPPED_PROCEDURES } from '../../src/domain/procedures/shipped.ts'
import type { CategoryList } from '../../src/http/contracts/categories.ts'
import type { ProcedureDiff, ProcedureList, ProcedureVersions } from '../../src/http/contracts/procedures.ts'

type Call = { method: string; url: URL; body: Record<string, unknown> }
type Answer = ProcedureList | ProcedureVersions | ProcedureDiff | { procedure: object }

/** The procedures of a shop that changed the one about warranty once; `answer` is undefined for other paths. */
export function createFakeProcedures(startedAt: number) {
  const change = {
    changedBy: 'u1',
    changedByName: 'Wang Li',
    changedAt: new Date(startedAt - 86_400_000).toISOString(),
  }
  const warranty = SHIPPED_PROCEDURES.warranty
  const tone = { ...warranty.tone, zh: '有条理、有把握，先报剩余天数。' }
  /** The content of each version, from the shipped one on. */
  const versions = new Map<Category, ProcedureContent[]>(
    CATEGORIES.map((category) => [category, [SHIPPED_PROCEDURES[category]]]),
  )
  versions.get('warranty')?.push({ ...warranty, tone, offersAlternative: true })

  const held = (category: Category) => {
    const contents = versions.get(category) ?? []
    const content = contents.at(-1) ?? SHIPPED_PROCEDURES[category]
    const isShipped = content === SHIPPED_PROCEDURES[category]
    return { category, version: contents.length - 1, isShipped, content }
  }

  return {
    answer({ method, url, body }: Call): Answer | undefined {
      if (url.pathname.endsWith('/procedures')) {
        const all = CATEGORIES.map(held)
        return { procedures: all.map((one) => ({ ...one, changed: one.version > 0 ? change : null })) }
      }
      const [, name, rest] = /\/procedures\/(\w+)(?:\/(\w+))?$/.exec(url.pathname) ?? []
      const category = CATEGORIES.find((one) => one === name)
      const contents = category && versions.get(category)
      if (!category || !contents) return undefined
      if (method === 'PUT') contents.push(body.content as ProcedureContent)
      if (rest === 'restore') contents.push(contents[Number(body.restore)] ?? SHIPPED_PROCEDURES[category])
      if (method !== 'GET') return { procedure: held(category) }
      const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')].map(
        (version) => contents[Number(version)] ?? SHIPPED_PROCEDURES[category],
      )
      if (rest === 'diff' && from && to) return { from: 0, to: 1, changes: procedureChanges(from, to) }
      const listed = contents.map((content, version) => ({
        version,
        isShipped: content === SHIPPED_PROCEDURES[category],
        ...change,
        fields: [],
      }))
      return { versions: listed.slice(1).reverse(), nextCursor: null }
    },
  }
}

/** The categories of a shop that has a name of its own for one of them, in memory. */
export function fakeCategories() {
  let categories: CategoryList['categories'] = CATEGORIES.map((category) => ({
    category,
    names: { ru: '', zh: category === 'warranty' ? '保修问题' : '', en: '' },
    examples: category === 'warranty' ? ['скок месяцев гарантии'] : [],
    isActive: true,
    changedAt: null,
  }))
  return ({ path, body }: { path: string; body: Record<string, unknown> }): unknown => {
    if (path.endsWith('/categories')) return { categories }
    const name = /\/categories\/([a-z_]+)$/.exec(path)?.[1]
    const before = categories.find(({ category }) => category === name)
    if (!before) return undefined
    const category = { ...before, ...body, changedAt: new Date().toISOString() }
    categories = categories.map((one) => (one === before ? category : one))
    return { category }
  }
}
