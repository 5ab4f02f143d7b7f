import type { App } from '../app/create-app.ts'
import { throwSwitch } from '../autonomy/throw-switch.ts'
import type { Report } from './run-command.ts'
import { shopIdOf } from './shop-id.ts'

export type StopOptions = { shop?: string; reason?: string }

/** The emergency brake and its release, where the console cannot be reached. */
export async function throwStop(app: App, isOn: boolean, { shop, reason }: StopOptions): Promise<Report> {
  const shopId = shop === undefined ? null : await shopIdOf(app, shop)
  const { stopped } = await throwSwitch(app, { shopId, isOn, reason, actor: 'command line' })
  const where = shop === undefined ? 'everywhere' : `in the shop ${shop}`
  return {
    json: { isOn, shopId, stopped },
    text: isOn
      ? `Nothing leaves by itself ${where}. Drafts stopped while they waited: ${stopped}. Begin again: otvet resume`
      : `Drafts may leave by themselves again ${where}. What was stopped stays with people.`,
  }
}
