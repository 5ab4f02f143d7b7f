import type { Database } from '../../db/client.ts'
import { listPromises } from '../../promises/list-promises.ts'
import { movePromise, settlePromise } from '../../promises/settle-promise.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf, askerOf } from '../app-types.ts'
import { okSchema } from '../contracts/common.ts'
import {
  movePromiseSchema,
  promiseParamsSchema,
  promisesQuerySchema,
  promisesSchema,
  settlePromiseSchema,
} from '../contracts/promises.ts'

const PROMISE = '/api/shops/:shopId/promises/:promiseId'
const tags = ['promises']
const ok = { ok: true as const }

/** What was promised to buyers, and what became of it. */
export function promiseRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/promises',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'What was promised: open by due time, overdue, kept, taken back',
      querystring: promisesQuerySchema,
      response: { 200: promisesSchema },
    },
    handler: (request) => listPromises(deps, { ...request.query, ...askerOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${PROMISE}/settle`,
    config: { right: 'drafts:decide' },
    schema: {
      tags,
      summary: 'It was kept, or is taken back with a reason',
      params: promiseParamsSchema,
      body: settlePromiseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await settlePromise(deps, { ...request.params, ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'PUT',
    url: PROMISE,
    config: { right: 'drafts:decide' },
    schema: {
      tags,
      summary: 'Another day or another owner',
      params: promiseParamsSchema,
      body: movePromiseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await movePromise(deps, { ...request.params, ...request.body, actor: actorOf(request) })
      return ok
    },
  })
}
