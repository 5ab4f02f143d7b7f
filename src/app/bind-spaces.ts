import type { SpaceVerbs } from '../http/routes/spaces.ts'
import { cancelSwitch, orderSwitch } from '../knowledge/spaces/order-switch.ts'
import { readSpaces } from '../knowledge/spaces/read-spaces.ts'
import type { App } from './create-app.ts'
import { wantedEmbedder } from './embedders.ts'

/** The verbs of embedding spaces with their dependencies, as the routes call them. */
export function bindSpaces({ db, clock, env, liveSpace }: App): SpaceVerbs {
  const wanted = wantedEmbedder(env)
  return {
    readSpaces: async () => ({ ...(await readSpaces(db, wanted)), error: liveSpace.health().error }),
    orderSwitch: ({ space, actor }) => orderSwitch({ db, clock }, { space, actor: actor.id }),
    cancelSwitch: ({ actor }) => cancelSwitch({ db, clock }, { actor: actor.id }),
  }
}
