import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { createApiToken } from '../../src/access/api-tokens.ts'
import { openSession } from '../../src/access/sessions.ts'
import { createUser } from '../../src/access/users.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { startChangeFeed } from '../../src/http/change-feed.ts'
import type { Status } from '../../src/http/contracts/status.ts'
import { buildServer, type ServerDeps, type ServerOptions } from '../../src/http/server.ts'
import { createEventRecorder } from '../../src/intake/record-event.ts'
import { notFound } from '../../src/shared/errors.ts'
import { newId } from '../../src/shared/ids.ts'
import { createLogger } from '../../src/shared/logger.ts'

export const PASSWORD = 'correct horse battery'

type Overrides = { deps?: Partial<ServerDeps>; options?: Partial<ServerOptions> }

/** The HTTP edge on a real database; what lies behind the routes answers "not found" unless a test gives it. */
export async function createTestServer(database: OpenDatabase, { deps = {}, options = {} }: Overrides = {}) {
  const { db, driver } = database
  let skew = 0
  const clock = { now: () => new Date(Date.now() + skew) }
  const log = createLogger('silent', { hide: (text) => text })
  const masterKey = randomBytes(32)
  const nothing = async (): Promise<never> => {
    throw notFound('not_here', 'There is nothing behind this route in this test.')
  }
  const feed = await startChangeFeed({ db, driver, clock, log })
  const app = await buildServer(
    {
      db,
      clock,
      log,
      masterKey,
      baseUrl: () => 'https://otvet.test',
      recorder: createEventRecorder({ db, clock }),
      feed,
      review: {
        listInbox: nothing,
        loadCase: nothing,
        claimConversation: nothing,
        releaseClaim: nothing,
        approveDraft: nothing,
        editDraft: nothing,
        refuseDraft: nothing,
        redoDraft: nothing,
        undoReply: nothing,
        writeReply: nothing,
        suggestPastAnswer: nothing,
        keepAnswer: nothing,
        checkText: nothing,
        readCard: nothing,
        translateMessages: nothing,
        rewriteDraft: nothing,
      },
      knowledge: {
        listEntries: nothing,
        loadEntry: nothing,
        saveEntry: nothing,
        fillEntry: nothing,
        listVersions: nothing,
        diffVersions: nothing,
        restoreVersion: nothing,
      },
      transfer: {
        startImport: nothing,
        listImports: nothing,
        loadImport: nothing,
        listImportRows: nothing,
        exportRejected: nothing,
        confirmImport: nothing,
        cancelImport: nothing,
        exportKnowledge: nothing,
        importTemplate: () => Readable.from([]),
      },
      spaces: { readSpaces: nothing, orderSwitch: nothing, cancelSwitch: nothing },
      findings: {
        listFindings: nothing,
        dismissFinding: nothing,
        reopenFinding: nothing,
        runFindings: nothing,
      },
      catalogue: { listSyncs: nothing, startSync: nothing, cancelSync: nothing },
      autonomy: {
        readSwitches: nothing,
        throwSwitch: nothing,
        resumeSending: nothing,
        readAutonomy: nothing,
        savePolicy: nothing,
        setCells: nothing,
        usePreset: nothing,
        readReport: nothing,
        explainSend: nothing,
        stopSend: nothing,
      },
      pushes: { registerPushes: nothing },
      pictures: { openAttachment: nothing, openProductPicture: nothing },
      benches: {
        startBench: nothing,
        listBenches: nothing,
        readBench: nothing,
        listBenchCases: nothing,
        cancelBench: nothing,
      },
      alerts: {
        readAlerts: nothing,
        saveAlerts: nothing,
        addTarget: nothing,
        removeTarget: nothing,
        tryTarget: nothing,
        readHouse: nothing,
        saveMail: nothing,
        saveBot: nothing,
        forgetHouse: nothing,
        tryMail: nothing,
        tryBot: nothing,
      },
      modelName: () => null,
      chatModel: {
        readChatModel: nothing,
        tryChatModel: nothing,
        chooseChatModel: nothing,
        forgetChatModel: nothing,
      },
      checkShop: nothing,
      onShopAdded: async () => {},
      readStatus: async () => plainStatus,
      readReadiness: async () => ({ ready: true, checks: { database: true } }),
      ...deps,
    },
    {
      version: '1.2.3',
      consoleDir: '/nowhere',
      requestsPerMinute: 1_000_000,
      ...options,
    },
  )

  const makeToken = async (input: { scopes: string[]; shopIds: string[] | null }) => {
    const { secret, token } = await createApiToken({ db, clock }, { name: 'script', ...input, actor: 'test' })
    return { id: token.id, headers: { authorization: `Bearer ${secret}` } }
  }

  return {
    app,
    db,
    clock,
    masterKey,
    /** Lets time pass for the server. */
    pass: (ms: number) => {
      skew += ms
    },
    /** Makes a person and signs them in without the door, which costs a password hash. */
    asRole: async (role: 'agent' | 'lead' | 'admin', shopIds: string[] | null = null) => {
      const id = newId()
      const login = `${role}-${id}`
      const now = clock.now()
      await db
        .insert(users)
        .values({ id, login, name: role, role, shopIds, passwordHash: '-', createdAt: now })
      const { secret } = await openSession(db, id, now)
      return { id, login, headers: { cookie: `otvet_session=${secret}`, 'sec-fetch-site': 'same-origin' } }
    },
    /** A person who can use the door. */
    withPassword: async (login: string) => {
      const input = { login, name: login, role: 'agent' as const, password: PASSWORD, actor: 'test' }
      return (await createUser({ db, clock }, input)).user
    },
    withToken: (...scopes: string[]) => makeToken({ scopes, shopIds: null }),
    /** A script that may see these shops only. */
    withShopToken: (shopIds: string[], ...scopes: string[]) => makeToken({ scopes, shopIds }),
    close: async () => {
      await app.close()
      await feed.stop()
    },
  }
}

export type TestServer = Awaited<ReturnType<typeof createTestServer>>

const plainStatus: Status = {
  version: '1.2.3',
  startedAt: new Date(0).toISOString(),
  demo: false,
  sandboxUrl: null,
  undoSeconds: 5,
  database: { kind: 'embedded', ok: true },
  drafter: { composer: 'built-in', name: 'built-in' },
  model: null,
  models: [],
  spending: [],
  embedder: { name: 'hash', dimensions: 1024, error: null },
  worker: { running: true, jobsWaiting: 0 },
  shopWarnings: [],
  promptMisfits: [],
  intake: { lastPushAt: null, lastPollAt: null },
}
