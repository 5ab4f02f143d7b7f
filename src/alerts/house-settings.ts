import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type MasterKey, open, seal, sealContext } from '../access/seal.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor } from '../db/client.ts'
import { settings } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import type { MailServer } from './targets/send-mail.ts'
import type { Bot } from './targets/send-telegram.ts'

type Deps = { db: Database; clock: Clock; masterKey: MasterKey }

const storedMail = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().nullable(),
  from: z.string(),
  sealed: z.string().nullable(),
})
const storedBot = z.object({ baseUrl: z.string(), sealed: z.string() })

const MAIL = 'alert_mail'
const BOT = 'alert_bot'

export type MailChoice = Omit<z.infer<typeof storedMail>, 'sealed'> & { password?: string | undefined }
export type BotChoice = { baseUrl: string; token?: string | undefined }

/** The mail server of the house with its password; undefined when nobody named one. */
export async function readMailServer({
  db,
  masterKey,
}: Pick<Deps, 'db' | 'masterKey'>): Promise<MailServer | undefined> {
  const stored = await read(db, MAIL, storedMail)
  if (!stored) return undefined
  const { sealed, ...rest } = stored
  const password = sealed === null ? undefined : open(masterKey, sealed, sealContext.mailPassword)
  return { ...rest, password }
}

/** The bot of the house with its token; undefined when nobody named one. */
export async function readBot({ db, masterKey }: Pick<Deps, 'db' | 'masterKey'>): Promise<Bot | undefined> {
  const stored = await read(db, BOT, storedBot)
  return stored && { baseUrl: stored.baseUrl, token: open(masterKey, stored.sealed, sealContext.botToken) }
}

/** Both as they may be shown. */
export async function showHouse(db: Executor) {
  const mail = await read(db, MAIL, storedMail)
  const bot = await read(db, BOT, storedBot)
  return {
    mail: mail ? shown(mail) : null,
    bot: bot ? { baseUrl: bot.baseUrl } : null,
  }
}

/** A choice with the password that goes with it: its own or the stored one, which no other server is told. */
async function completeMail(deps: Pick<Deps, 'db' | 'masterKey'>, choice: MailChoice): Promise<MailServer> {
  const { password, ...rest } = choice
  if (choice.user === null || password !== undefined) return { ...rest, password }
  const before = await readMailServer(deps)
  const isSame = before?.host === choice.host && before.port === choice.port && before.user === choice.user
  if (!isSame || before.password === undefined)
    throw invalid('mail_password_missing', 'Expected a password for this server and user.')
  return { ...rest, password: before.password }
}

/** As above for the bot's token. */
async function completeBot(deps: Pick<Deps, 'db' | 'masterKey'>, choice: BotChoice): Promise<Bot> {
  if (choice.token !== undefined) return { baseUrl: choice.baseUrl, token: choice.token }
  const before = await readBot(deps)
  if (before?.baseUrl !== choice.baseUrl)
    throw invalid('bot_token_missing', 'Expected a token for this server.')
  return before
}

export async function saveMail(
  deps: Deps,
  { actor, ...choice }: MailChoice & { actor: string },
): Promise<void> {
  const { password, ...rest } = await completeMail(deps, choice)
  const sealed = password === undefined ? null : seal(deps.masterKey, password, sealContext.mailPassword)
  await store(deps, { name: MAIL, value: { ...rest, sealed }, told: rest, actor })
}

export async function saveBot(
  deps: Deps,
  { actor, ...choice }: BotChoice & { actor: string },
): Promise<void> {
  const { baseUrl, token } = await completeBot(deps, choice)
  const sealed = seal(deps.masterKey, token, sealContext.botToken)
  await store(deps, { name: BOT, value: { baseUrl, sealed }, told: { baseUrl }, actor })
}

/** Takes the server or the bot away, and its secret; what waits for it fails. */
export async function forgetHouse(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { what, actor }: { what: 'mail' | 'bot'; actor: string },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(settings)
      .where(eq(settings.name, what === 'mail' ? MAIL : BOT))
      .returning({ name: settings.name })
    if (gone.length > 0)
      await recordAudit(tx, { actor, action: `alerts.forget_${what}`, subject: 'alerts', now })
  })
}

/** What may be read in the audit log: no secret. */
type Told = Partial<Omit<MailServer, 'password'> & Pick<Bot, 'baseUrl'>>

async function store(
  { db, clock }: Deps,
  { name, value, told, actor }: { name: string; value: object; told: Told; actor: string },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    await tx
      .insert(settings)
      .values({ name, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } })
    const action = name === MAIL ? 'alerts.choose_mail' : 'alerts.choose_bot'
    await recordAudit(tx, { actor, action, subject: 'alerts', after: told, now })
  })
}

async function read<T extends z.ZodType>(
  db: Executor,
  name: string,
  schema: T,
): Promise<z.infer<T> | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row && schema.parse(row.value)
}

function shown({ sealed, ...rest }: z.infer<typeof storedMail>) {
  return { ...rest, hasPassword: sealed !== null }
}
