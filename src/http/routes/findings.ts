import type { Actor } from '../../domain/actor.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import { okSchema, shopParamsSchema } from '../contracts/common.ts'
import {
  type Finding,
  type Findings,
  type FindingsQuery,
  findingParamsSchema,
  findingSettledSchema,
  findingsQuerySchema,
  findingsSchema,
  settleFindingSchema,
} from '../contracts/findings.ts'

type Settle = { shopId: string; id: string; reason: string; actor: Actor }

/** What the routes need of `src/knowledge/findings`. Settling refuses what is settled already. */
export type FindingVerbs = {
  listFindings(query: FindingsQuery & { scope: ShopScope }): Promise<Findings>
  dismissFinding(input: Settle): Promise<Finding>
  reopenFinding(input: Settle): Promise<Finding>
  runFindings(input: { shopId: string; actor: Actor }): Promise<void>
}

const tags = ['findings']

export function findingRoutes(app: App, findings: FindingVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/findings',
    config: { right: 'knowledge:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Duplicates and contradictions in what the shops know, newest first',
      querystring: findingsQuerySchema,
      response: { 200: findingsSchema },
    },
    handler: (request) => findings.listFindings({ ...request.query, scope: scopeOf(request) }),
  })

  app.route({
    method: 'POST',
    url: '/api/findings/:shopId/run',
    config: { right: 'knowledge:write' },
    schema: {
      tags,
      summary: 'Compare everything the shop knows anew',
      params: shopParamsSchema,
      response: { 202: okSchema },
    },
    handler: async (request, reply) => {
      await findings.runFindings({ ...request.params, actor: actorOf(request) })
      return reply.code(202).send({ ok: true })
    },
  })

  const verbs = { dismiss: findings.dismissFinding, reopen: findings.reopenFinding }
  for (const [name, settle] of Object.entries(verbs)) {
    app.route({
      method: 'POST',
      url: `/api/findings/:shopId/:id/${name}`,
      config: { right: 'knowledge:write' },
      schema: {
        tags,
        summary:
          name === 'dismiss'
            ? 'Put a finding aside; it comes back when either text changes'
            : 'Take back what was put aside',
        params: findingParamsSchema,
        body: settleFindingSchema,
        response: { 200: findingSettledSchema },
      },
      handler: async (request) => ({
        finding: await settle({ ...request.params, ...request.body, actor: actorOf(request) }),
      }),
    })
  }
}
