import { eq, inArray, sql } from 'drizzle-orm'
import type { Executor, Transaction } from './client.ts'
import { switches } from './schema/policy.ts'

/** Who a reply that left by itself is approved by. */
export const POLICY_ACTOR_ID = 'policy'

const ALL = 'stop'
/** Names of the switches: one for the installation, one a shop. */
export const stopSwitchName = (shopId: string | null): string => (shopId === null ? ALL : `${ALL}:${shopId}`)

/** Everything in one channel of a shop stands still: what was sent there vanished. */
export const sendingSwitchName = ({ shopId, channel }: { shopId: string; channel: string }): string =>
  `sending:${shopId}:${channel}`

/** One number for the lock under which switches are thrown and read. */
const LOCK = 7_020_119

export type Stops = {
  all: boolean
  shop: boolean
  /** When either was last thrown, on or off; null = never. */
  changedAt: Date | null
}

/**
 * The switches as they stand, held until the caller's transaction ends: whoever throws one waits for it, and whoever
 * asks after that sees it. So a text is either on its way before the switch, or it does not go.
 */
export async function holdStops(tx: Transaction, shopId: string): Promise<Stops> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK})`)
  return readStops(tx, shopId)
}

/** Keeps everybody who is about to send waiting until the caller's transaction ends. */
export async function lockSwitches(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/** As they stand, for showing; who sends must hold them. */
export async function readStops(tx: Executor, shopId: string): Promise<Stops> {
  const shopName = stopSwitchName(shopId)
  const rows = await tx
    .select()
    .from(switches)
    .where(inArray(switches.name, [ALL, shopName]))
  const times = rows.map(({ changedAt }) => changedAt.getTime())
  return {
    all: rows.some(({ name, isOn }) => name === ALL && isOn),
    shop: rows.some(({ name, isOn }) => name === shopName && isOn),
    changedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  }
}

/** Whether sending in this channel is stopped. Held, as the stops are, by whoever is about to send. */
export async function isSendingStopped(
  tx: Executor,
  ref: { shopId: string; channel: string },
): Promise<boolean> {
  const [row] = await tx
    .select({ isOn: switches.isOn })
    .from(switches)
    .where(eq(switches.name, sendingSwitchName(ref)))
  return row?.isOn ?? false
}
