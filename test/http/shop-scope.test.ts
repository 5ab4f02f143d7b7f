import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { DeclaredRoute } from '../../src/http/app-types.ts'
import { RIGHTS } from '../../src/http/rights.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { mention, openTwoShops, SECRET } from '../support/two-shops.ts'

type Shops = Awaited<ReturnType<typeof openTwoShops>>
type Caller = { id: string; headers: Record<string, string> }

const SCRIPT_MAY = ['inbox:read', 'drafts:decide', 'knowledge:read', 'knowledge:write']

let database: OpenDatabase
let two: Shops
/** A lead of one shop, who has every right but an admin's; a lead of all; a script for one shop. */
let ofOne: Caller
let ofAll: Caller
let script: Caller

beforeAll(async () => {
  database = await createTestDatabase()
  two = await openTwoShops(database)
  const { server, own, foreign } = two
  ofOne = await server.asRole('lead', [own])
  ofAll = await server.asRole('lead')
  script = await server.withShopToken([own], ...SCRIPT_MAY)
  for (const shopId of [own, foreign])
    for (const { id } of [ofOne, ofAll]) await mention(database.db, shopId, id)
})

afterAll(async () => {
  await two?.server.close()
  await database?.close()
})

const routes = () => two.server.app.declaredRoutes
const name = ({ method, url }: Pick<DeclaredRoute, 'method' | 'url'>) => `${method} ${url}`

async function call(who: Caller, method: string, url: string, payload?: object) {
  const response = await two.server.app.inject({
    method: method as 'GET',
    url,
    headers: who.headers,
    ...(payload ? { payload } : {}),
  })
  const code: string | undefined =
    response.statusCode >= 400 && response.body ? response.json().error.code : undefined
  return { status: response.statusCode, code, body: response.body }
}

const canned = { isShared: true, title: 't', textRu: 't', meaning: '' }
const view = { name: 'v', isShared: false }
/** What must come back: nothing of the other shop, or this refusal. `isBlank`: there is nothing to find yet. */
type Probe = {
  method?: string
  url?: string
  payload?: (foreign: string) => object
  refused?: string
  isBlank?: boolean
}

/** One way or several into the other shop, for each route whose address names no shop. A new route needs its own. */
const PROBES: Record<string, Probe[]> = {
  'GET /api/inbox': [
    { url: '/api/inbox?status=all' },
    { url: '/api/inbox?status=mentioned' },
    { url: `/api/inbox?status=all&search=${encodeURIComponent(SECRET)}` },
    { url: '/api/inbox?status=all&shopId=FOREIGN' },
  ],
  'GET /api/alerts': [{ isBlank: true }],
  'PUT /api/alerts': [
    {
      payload: (shopId) => ({
        kinds: ['overdue'],
        shopIds: [shopId],
        leadMinutes: 60,
        quiet: null,
        timeZone: 'Europe/Moscow',
        language: 'ru',
      }),
      refused: 'shop_not_found',
    },
  ],
  'GET /api/canned-replies': [{}],
  'POST /api/canned-replies': [
    { payload: (shopId) => ({ ...canned, shopId }), refused: 'shop_not_found' },
    { payload: () => ({ ...canned, shopId: null }), refused: 'all_shops_needed' },
  ],
  'PUT /api/canned-replies/:id': [
    {
      url: '/api/canned-replies/canned-of-FOREIGN',
      payload: (shopId) => ({ ...canned, shopId, version: 1 }),
      refused: 'canned_not_found',
    },
    {
      url: '/api/canned-replies/canned-of-OWN',
      payload: (shopId) => ({ ...canned, shopId, version: 1 }),
      refused: 'shop_not_found',
    },
  ],
  'DELETE /api/canned-replies/:id': [
    { url: '/api/canned-replies/canned-of-FOREIGN', refused: 'canned_not_found' },
  ],
  'GET /api/colleagues': [{ url: '/api/colleagues?shopId=FOREIGN', refused: 'shop_not_found' }],
  'GET /api/views': [{}],
  'POST /api/views': [{ payload: (shopId) => ({ ...view, filter: { shopId } }), refused: 'shop_not_found' }],
  'PUT /api/views/:id': [
    {
      url: '/api/views/view-of-OWN',
      payload: (shopId) => ({ ...view, filter: { shopId } }),
      refused: 'shop_not_found',
    },
    {
      url: '/api/views/view-of-FOREIGN',
      payload: () => ({ ...view, filter: {} }),
      refused: 'view_not_found',
    },
  ],
  'DELETE /api/views/:id': [{ url: '/api/views/view-of-FOREIGN', refused: 'view_not_found' }],
  'GET /api/promises': [{ url: '/api/promises?status=open' }, { url: '/api/promises?shopId=FOREIGN' }],
  'GET /api/autonomy/stop': [{}],
  'POST /api/autonomy/stop': [
    { payload: (shopId) => ({ shopId }), refused: 'shop_not_found' },
    { payload: () => ({ shopId: null }), refused: 'all_shops_needed' },
  ],
  'POST /api/autonomy/resume': [
    { payload: (shopId) => ({ shopId }), refused: 'shop_not_found' },
    { payload: () => ({ shopId: null }), refused: 'all_shops_needed' },
  ],
  'POST /api/autonomy/resume-sending': [
    { payload: (shopId) => ({ shopId, channel: 'ozon-review' }), refused: 'shop_not_found' },
  ],
  'GET /api/knowledge': [{}, { url: '/api/knowledge?shopId=FOREIGN' }],
  'GET /api/findings': [{}, { url: '/api/findings?shopId=FOREIGN' }],
  'GET /api/products': [{}, { url: '/api/products?shopId=FOREIGN' }],
  'GET /api/figures': [{}],
  'GET /api/figures.csv': [{ url: '/api/figures.csv?table=byShop', isBlank: true }],
  'GET /api/due': [{}, { url: '/api/due?shopId=FOREIGN' }],
  'GET /api/cases.csv': [{ url: '/api/cases.csv' }],
  'GET /api/topics': [
    { url: '/api/topics', isBlank: true },
    { url: '/api/topics?shopId=FOREIGN', isBlank: true },
  ],
  'GET /api/shops': [{}],
  'GET /api/status': [{}],
}

/** Tried on an open connection: test/http/shop-scope-live.test.ts. */
const STREAMS = ['GET /api/events']
const NONE = [
  'DELETE /api/alerts/targets/:targetId',
  'DELETE /api/session',
  'GET /api/session',
  'POST /api/alerts/targets',
  'POST /api/alerts/targets/:targetId/test',
  'POST /api/password',
  'PUT /api/me',
]

test('every route says how it keeps within the shops of its asker, and none escapes this file', () => {
  const named = (shops: DeclaredRoute['shops']) =>
    routes()
      .filter((route) => route.shops === shops && route.method !== 'HEAD' && route.right !== 'public')
      .map(name)
      .sort()
  expect(named('scoped')).toEqual([...Object.keys(PROBES), ...STREAMS].sort())
  expect(named('none')).toEqual(NONE)
  for (const route of routes().filter(({ shops }) => shops === 'every'))
    expect({ route: name(route), roles: RIGHTS[route.right].roles }).toMatchObject({ roles: ['admin'] })
  expect(named('named').length).toBeGreaterThan(50)
})

test('whatever names the other shop answers like a shop that does not exist', async () => {
  const { foreign } = two
  for (const route of routes().filter(({ shops, method }) => shops === 'named' && method !== 'HEAD')) {
    const roles: readonly string[] = RIGHTS[route.right].roles
    const at = (shopId: string) => route.url.replace(':shopId', shopId).replaceAll(/:[a-zA-Z]+/g, '1')
    for (const who of [ofOne, script]) {
      const asked = await call(who, route.method, at(foreign))
      const unknown = await call(who, route.method, at('nowhere'))
      expect({ route: name(route), ...asked }).toEqual({ route: name(route), ...unknown })
      const may =
        who === ofOne
          ? roles.includes('lead')
          : SCRIPT_MAY.some((scope) => scope === RIGHTS[route.right].scope)
      expect({ route: name(route), status: asked.status }).toEqual({
        route: name(route),
        status: may ? 404 : 403,
      })
    }
    // Not so for somebody who sees all: the door itself lets them in.
    if (roles.includes('lead'))
      expect((await call(ofAll, route.method, at(foreign))).code).not.toBe('shop_not_found')
  }
})

test('nothing of the other shop is in any list, count or switch, and nothing of it is changed', async () => {
  const { own, foreign } = two
  for (const [route, probes] of Object.entries(PROBES)) {
    const [method = '', path = ''] = route.split(' ')
    for (const { url = path, payload, refused, isBlank = false } of probes) {
      const at = url.replace('FOREIGN', foreign).replace('OWN', own)
      const { status, code, body } = await call(ofOne, method, at, payload?.(foreign))
      if (refused) expect({ route, at, code }).toEqual({ route, at, code: refused })
      else {
        expect({ route, at, status }).toEqual({ route, at, status: 200 })
        expect({ at, leaks: body.includes(SECRET) || body.includes(foreign) }).toEqual({ at, leaks: false })
        // The same question of somebody who sees all does find it: the probe is no blank.
        const all = await call(ofAll, method, at)
        expect({ at, found: all.body.includes(SECRET) }).toEqual({ at, found: !isBlank })
      }
    }
  }
})

test('counts are of the own shops too', async () => {
  const counts = async (who: Caller) => JSON.parse((await call(who, 'GET', '/api/inbox')).body).counts
  expect(await counts(ofOne)).toMatchObject({ todo: 1, mentioned: 1 })
  expect(await counts(ofAll)).toMatchObject({ todo: 2, mentioned: 2 })
  const totals = async (who: Caller) => JSON.parse((await call(who, 'GET', '/api/knowledge')).body).total
  expect([await totals(ofOne), await totals(ofAll)]).toEqual([1, 2])
  const found = async (who: Caller) => JSON.parse((await call(who, 'GET', '/api/findings')).body)
  expect(await found(ofOne)).toMatchObject({ counts: { duplicates: 1 }, waiting: 2 })
  expect(await found(ofAll)).toMatchObject({ counts: { duplicates: 2 }, waiting: 4 })
})
