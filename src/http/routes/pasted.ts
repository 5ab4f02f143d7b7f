import type { Database } from '../../db/client.ts'
import { pasteMessage } from '../../review/paste-message.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { shopParamsSchema } from '../contracts/common.ts'
import { pastedSchema, pasteMessageSchema } from '../contracts/pasted.ts'

export function pastedRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/pasted',
    config: { right: 'drafts:decide' },
    schema: {
      tags: ['inbox'],
      summary: "Paste a buyer's message: a case with draft, checks and card, without the marketplace",
      params: shopParamsSchema,
      body: pasteMessageSchema,
      response: { 200: pastedSchema },
    },
    handler: (request) => pasteMessage(deps, { ...request.params, ...request.body, actor: actorOf(request) }),
  })
}
