import { findShop, webhookUrl } from '../access/shops.ts'
import type { PushVerbs } from '../http/routes/pushes.ts'
import { guardPushes } from '../pushes/guard-pushes.ts'
import { registerPushes } from '../pushes/register-pushes.ts'
import type { App } from './create-app.ts'

type Deps = Pick<App, 'db' | 'clock' | 'masterKey' | 'connections'> & { baseUrl(): string }

/** The guard of a shop's pushes and their registration, with the shop's own key and address. */
export function bindPushes({ db, clock, masterKey, connections, baseUrl }: Deps) {
  const open = async (shopId: string) => ({
    db,
    clock,
    client: await connections.openClient(shopId),
    url: webhookUrl(masterKey, await findShop({ db }, shopId), baseUrl()),
  })
  const guard = async (ref: { shopId: string }) => guardPushes(await open(ref.shopId), ref)
  const register: PushVerbs['registerPushes'] = async ({ shopId, actor }) => {
    await registerPushes(await open(shopId), { shopId, actor: actor.id })
    await guard({ shopId })
  }
  return { guardPushes: guard, registerPushes: register }
}
