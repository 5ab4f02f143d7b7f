import type { Database } from '../../db/client.ts'
import { snoozeCase, wakeCase } from '../../review/snooze-case.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { caseParamsSchema } from '../contracts/case.ts'
import { okSchema } from '../contracts/common.ts'
import { snoozeSchema } from '../contracts/review.ts'

const CASE = '/api/shops/:shopId/conversations/:id'
const tags = ['inbox']
const config = { right: 'drafts:decide' } as const
const ok = { ok: true as const }

/** What people do with a case beside its draft. */
export function deskRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'PUT',
    url: `${CASE}/snooze`,
    config,
    schema: {
      tags,
      summary: 'Put a case off, never into its window or the 24 h',
      params: caseParamsSchema,
      body: snoozeSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { until, revision } = request.body
      await snoozeCase(deps, {
        ...caseRef(request.params),
        until: new Date(until),
        revision,
        actor: actorOf(request),
      })
      return ok
    },
  })

  app.route({
    method: 'DELETE',
    url: `${CASE}/snooze`,
    config,
    schema: { tags, summary: 'Bring a case back', params: caseParamsSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await wakeCase(deps, { ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })
}

const caseRef = ({ shopId, id }: { shopId: string; id: string }) => ({ shopId, conversationId: id })
