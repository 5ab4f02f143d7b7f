import type { Actor } from '../../domain/actor.ts'
import { type App, actorOf } from '../app-types.ts'
import { type Spaces, spacesSchema, switchSpaceSchema } from '../contracts/spaces.ts'

/** What the routes need of `src/knowledge/spaces`. */
export type SpaceVerbs = {
  readSpaces(): Promise<Spaces>
  orderSwitch(input: { space: string | null; actor: Actor }): Promise<void>
  cancelSwitch(input: { actor: Actor }): Promise<void>
}

const tags = ['embedding spaces']
const config = { right: 'admin' } as const
const response = { 200: spacesSchema }

export function spaceRoutes(app: App, spaces: SpaceVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/embedding-spaces',
    config,
    schema: { tags, summary: 'Embedding spaces, which one is live, and how far a switch is', response },
    handler: () => spaces.readSpaces(),
  })

  app.route({
    method: 'POST',
    url: '/api/embedding-spaces/switch',
    config,
    schema: { tags, summary: 'Fill a space and make it live', body: switchSpaceSchema, response },
    handler: async (request) => {
      await spaces.orderSwitch({ space: request.body.space, actor: actorOf(request) })
      return spaces.readSpaces()
    },
  })

  app.route({
    method: 'POST',
    url: '/api/embedding-spaces/cancel',
    config,
    schema: { tags, summary: 'Call the switch off; what is embedded stays for a while', response },
    handler: async (request) => {
      await spaces.cancelSwitch({ actor: actorOf(request) })
      return spaces.readSpaces()
    },
  })
}
