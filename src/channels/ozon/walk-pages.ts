import { OzonError } from './client/errors.ts'

/** Far above any real shop; ends a paging that the marketplace would never end. */
const MAX_PAGES = 2_000

type Page<Item> = { items: Item[]; lastId: string | undefined; hasNext: boolean }

/**
 * All pages of a list that goes on by the id of its last entry. A refused id makes it start over once; an id that comes
 * again ends the walk. Entries may come twice.
 */
export async function* walkPages<Item>(
  read: (lastId: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item[]> {
  const seen = new Set<string>()
  let lastId: string | undefined
  let startedOver = false
  for (let n = 0; n < MAX_PAGES; n++) {
    let page: Page<Item>
    try {
      page = await read(lastId)
    } catch (error) {
      const isRefused = error instanceof OzonError && ['bad_request', 'not_found'].includes(error.code)
      if (!isRefused || lastId === undefined || startedOver) throw error
      startedOver = true
      lastId = undefined
      seen.clear()
      continue
    }
    if (page.items.length > 0) yield page.items
    if (!page.hasNext || !page.lastId || page.items.length === 0 || seen.has(page.lastId)) return
    seen.add(page.lastId)
    lastId = page.lastId
  }
}
