import { asc, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { alertTargets } from '../db/schema/alerts.ts'
import { ALERT_TARGETS } from '../domain/alert-kinds.ts'
import type { AlertTrial, HouseAlerts } from '../http/contracts/alerts.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { readBot, readMailServer, showHouse } from './house-settings.ts'
import { brokenOf } from './my-alerts.ts'
import { testParcel } from './parcel.ts'
import type { SendDeps } from './senders.ts'
import type { Outcome } from './targets/outcome.ts'
import { sendMail } from './targets/send-mail.ts'
import { tryBot as askBot } from './targets/send-telegram.ts'
import { hostOnly } from './targets.ts'

const AT_MOST = 500

/** Mail server, bot and everybody's broken targets, as an admin sees them. */
export async function readHouse({ db }: { db: Database }): Promise<HouseAlerts> {
  const rows = await db
    .select({ target: alertTargets, person: users.name })
    .from(alertTargets)
    .innerJoin(users, eq(users.id, alertTargets.userId))
    .where(isNotNull(alertTargets.brokenAt))
    .orderBy(asc(alertTargets.brokenAt), asc(alertTargets.id))
    .limit(AT_MOST)
  return {
    ...(await showHouse(db)),
    broken: rows.flatMap(({ target, person }) => {
      const broken = brokenOf(target)
      const kind = z.enum(ALERT_TARGETS).parse(target.kind)
      return broken ? [{ person, kind, address: hostOnly(kind, target.address), ...broken }] : []
    }),
  }
}

type Deps = SendDeps & { clock: Clock }

/** A real message by the stored mail server. */
export async function tryMail(deps: Deps, { to }: { to: string }): Promise<AlertTrial> {
  const server = await readMailServer(deps)
  if (!server) throw notSetUp()
  const now = deps.clock.now()
  const { subject, text, id } = testParcel({ id: newId(now), at: now, language: 'en' })
  return shown(await sendMail(server, { to, subject, text, id }, deps.timeoutMs))
}

/** Whether the stored token is right, and whose bot it is. */
export async function tryBot(deps: Deps): Promise<AlertTrial> {
  const bot = await readBot(deps)
  if (!bot) throw notSetUp()
  return shown(await askBot(bot, deps.timeoutMs))
}

const notSetUp = () => conflict('alerts_not_set_up', 'Please save the settings first.', { what: 'settings' })

const shown = ({ result, answer }: Outcome): AlertTrial => ({ outcome: result, answer })
