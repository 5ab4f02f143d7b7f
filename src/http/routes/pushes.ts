import type { Actor } from '../../domain/actor.ts'
import { type App, actorOf } from '../app-types.ts'
import { okSchema, shopParamsSchema } from '../contracts/common.ts'

/** What the routes need of `src/pushes`. */
export type PushVerbs = {
  registerPushes(input: { shopId: string; actor: Actor }): Promise<void>
}

export function pushRoutes(app: App, pushes: PushVerbs): void {
  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/pushes',
    config: { right: 'admin' },
    schema: {
      tags: ['shops'],
      summary: 'Have the marketplace push to us: register our address, or switch it on again',
      params: shopParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await pushes.registerPushes({ ...request.params, actor: actorOf(request) })
      return { ok: true as const }
    },
  })
}
