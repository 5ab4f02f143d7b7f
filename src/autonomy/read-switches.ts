import { asc, eq } from 'drizzle-orm'
import { POLLED_CHANNELS } from '../channels/channel-names.ts'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { switches } from '../db/schema/policy.ts'
import { shops } from '../db/schema/shops.ts'
import { sendingSwitchName, stopSwitchName } from '../db/stop-switch.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { StopSwitches } from '../http/contracts/autonomy.ts'

/** The stop switches of the installation and of every shop in the scope, with who threw them last and why. */
export async function readSwitches({ db }: { db: Database }, scope: ShopScope): Promise<StopSwitches> {
  const rows = await db
    .select({ row: switches, name: users.name })
    .from(switches)
    .leftJoin(users, eq(users.id, switches.changedBy))
  const known = await db
    .select({ shopId: shops.id, name: shops.name })
    .from(shops)
    .where(withinShops(scope, shops.id))
    .orderBy(asc(shops.createdAt))
  const byName = new Map(
    rows.map(({ row, name }) => [row.name, { ...row, changedBy: name ?? row.changedBy }]),
  )
  const state = (shopId: string | null) => {
    const row = byName.get(stopSwitchName(shopId))
    return {
      isOn: row?.isOn ?? false,
      reason: row?.reason ?? null,
      changedBy: row?.changedBy ?? null,
      changedAt: row?.changedAt.toISOString() ?? null,
    }
  }
  return {
    all: state(null),
    shops: known.map((shop) => ({ ...shop, ...state(shop.shopId) })),
    channels: known.flatMap((shop) =>
      POLLED_CHANNELS.flatMap((channel) => {
        const row = byName.get(sendingSwitchName({ shopId: shop.shopId, channel }))
        if (!row?.isOn) return []
        const { isOn, reason, changedBy, changedAt } = row
        return [{ ...shop, channel, isOn, reason, changedBy, changedAt: changedAt.toISOString() }]
      }),
    ),
  }
}
