import { keepAccess, lockCapabilities } from '../access/learn-access.ts'
import type { MasterKey } from '../access/seal.ts'
import { findShop, hasKey, webhookUrl } from '../access/shops.ts'
import { methodsNotAllowed, type Roles, readRoles, readSellerInfo } from '../channels/ozon/client/account.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import { NEEDED_METHODS, OTHER_METHODS } from '../channels/ozon/needed-methods.ts'
import type { Database } from '../db/client.ts'
import type { ShopCapabilities } from '../db/schema/shops.ts'
import { isOfTheKey, type MethodsAccess } from '../domain/channel-access.ts'
import type { ShopChecked } from '../http/contracts/shops.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import { webhookFinding } from './check-webhook.ts'
import { probeMethods, refusal } from './probe-methods.ts'
import type { ShopConnections } from './shop-connections.ts'
import {
  CHAT_METHODS,
  type Finding,
  keyFinding,
  methodsFinding,
  subscriptionFinding,
} from './shop-findings.ts'

type Deps = {
  db: Database
  clock: Clock
  masterKey: MasterKey
  connections: Pick<ShopConnections, 'openClient'>
  baseUrl(): string
}

/** Products and orders are what drafts draw on; the same key has to open them. */
const CONTEXT_METHODS = [...CHAT_METHODS, ...OTHER_METHODS.products, ...OTHER_METHODS.orders]

/**
 * Tries what the shop's key may do, method by method, and whether pushes reach us, and says in plain words what to do.
 * `afresh`: a person asks; a refusal of a real answer, which nothing but an answer can try, is forgotten.
 */
export async function checkShop(
  deps: Deps,
  { shopId, afresh = false }: { shopId: string; afresh?: boolean },
): Promise<ShopChecked> {
  const { db, clock } = deps
  const shop = await findShop({ db }, shopId)
  // There is nobody to ask.
  if (!hasKey(shop)) return { ok: true, findings: [] }
  const now = clock.now()
  let findings: Finding[]
  let learnt: MethodsAccess = {}
  let seen: Partial<ShopCapabilities> = {}
  try {
    const client = await deps.connections.openClient(shopId)
    const roles = await rolesOrNone(client)
    const { subscription } = await readSellerInfo(client)
    const isOther = subscription !== shop.capabilities?.subscription
    const known = afresh || isOther ? {} : (shop.capabilities?.methods ?? {})
    learnt = await probeMethods({ client, clock, roles, known })
    const missing = roles ? methodsNotAllowed(roles, CONTEXT_METHODS) : []
    seen = {
      keyExpiresAt: roles?.keyExpiresAt?.toISOString(),
      subscription,
      missingMethods: missing,
      roles: roles?.roles.map(({ name }) => name),
    }
    findings = [
      keyFinding(roles?.keyExpiresAt, now),
      methodsFinding(missing),
      subscriptionFinding(learnt, subscription),
      await webhookFinding(client, webhookUrl(deps.masterKey, shop, deps.baseUrl())),
    ]
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    const shown = { ...refusal(error), by: 'tried' as const, at: clock.now().toISOString() }
    if (isOfTheKey(error.code)) learnt = Object.fromEntries(NEEDED_METHODS.map((method) => [method, shown]))
    findings = [
      {
        topic: 'key',
        status: 'error',
        message: `The marketplace could not be asked: ${error.message}`,
        code: 'not_asked',
        values: { error: error.message },
      },
    ]
  }
  await db.transaction(async (tx) => {
    const before = (await lockCapabilities(tx, shopId))?.capabilities ?? null
    const after = { missingMethods: [], ...before, ...seen, checkedAt: now.toISOString(), findings }
    await keepAccess(tx, { shopId, before, after, learnt, now })
  })
  return { ok: findings.every(({ status }) => status !== 'error'), findings }
}

/** A key without the role that tells its roles can be tried all the same. */
async function rolesOrNone(client: OzonClient): Promise<Roles | undefined> {
  try {
    return await readRoles(client)
  } catch (error) {
    if (error instanceof AppError && error.code === 'missing_role') return undefined
    throw error
  }
}
