import type { ListedPromise, PromisesPage, PromiseTask } from '../../src/http/contracts/promises.ts'

const HOUR = 3_600_000

/** What the case of the sent reply still owes its buyer. */
export function fakePromise(at: (ms: number) => string): PromiseTask {
  return {
    id: 'p-case',
    shopId: 'demo',
    conversationId: 'c-sent',
    replyId: 'r-sent',
    what: 'Уточним на складе дату поступления и напишем Вам завтра.',
    dueAt: at(-2 * HOUR),
    isDayNamed: true,
    isOverdue: true,
    owner: { id: 'u-li', name: 'Ли Вэй' },
    status: 'open',
    hasFollowUp: false,
    madeAt: at(-26 * HOUR),
    settledAt: null,
    settledBy: null,
    note: null,
  }
}

type Asked = { method: string; url: URL; body: Record<string, unknown> }

/** The promises of the stand-in server; what is settled or moved stays so. */
export function fakePromises(now: number) {
  const at = (ms: number) => new Date(now + ms).toISOString()
  const listed = (promise: Partial<ListedPromise>): ListedPromise => ({
    ...fakePromise(at),
    shopName: 'Тёплый Ток',
    buyerName: 'Кирилл',
    windowUntil: at(20 * HOUR),
    ...promise,
  })
  const all = [
    listed({}),
    listed({
      id: 'p-later',
      what: 'Вернём 350 ₽ за доставку до 30 ноября.',
      dueAt: at(50 * HOUR),
      isOverdue: false,
      owner: null,
      buyerName: 'Марина',
    }),
    listed({
      id: 'p-waits',
      what: 'Пришлите фото шва, и мы подберём замену.',
      dueAt: null,
      isDayNamed: false,
      isOverdue: false,
      buyerName: null,
    }),
  ]
  return ({ method, url, body }: Asked): PromisesPage | { ok: true } | undefined => {
    if (url.pathname === '/api/promises') {
      const status = url.searchParams.get('status') ?? 'open'
      const open = all.filter((one) => one.status === 'open')
      const overdue = open.filter(({ isOverdue }) => isOverdue)
      const items = status === 'overdue' ? overdue : all.filter((one) => one.status === status)
      return { items, nextCursor: null, counts: { open: open.length, overdue: overdue.length } }
    }
    const [, id, verb] = /^\/api\/shops\/demo\/promises\/([^/]+)(\/settle)?$/.exec(url.pathname) ?? []
    const promise = all.find((one) => one.id === id)
    if (!promise || method === 'GET') return undefined
    if (verb) {
      const status = body.outcome === 'kept' ? 'kept' : 'withdrawn'
      const settled = {
        status,
        isOverdue: false,
        settledAt: at(0),
        settledBy: { id: 'u-li', name: 'Ли Вэй' },
      }
      Object.assign(promise, settled, { note: body.note || null })
    } else if (typeof body.dueAt === 'string') Object.assign(promise, { dueAt: body.dueAt, isOverdue: false })
    return { ok: true }
  }
}
