import { loadMasterKey } from '../access/master-key.ts'
import type { MasterKey } from '../access/seal.ts'
import type { Env } from '../config/env-schema.ts'
import type { Database } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { type CheckReply, checkReply } from '../drafting/checks/check-reply.ts'
import { followLiveSpace, type LiveSpace } from '../knowledge/spaces/live-space.ts'
import { settleFirstSpace } from '../knowledge/spaces/settle-first-space.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { embedderConnector, wantedEmbedder } from './embedders.ts'
import { followModels, type ModelSource } from './follow-models.ts'
import type { LanguageModels } from './language-models.ts'
import { createShopConnections, type ShopConnections } from './shop-connections.ts'

/** What every command stands on, built once: the composition root. */
export type App = {
  env: Env
  log: Logger
  clock: Clock
  database: OpenDatabase
  db: Database
  masterKey: MasterKey
  connections: ShopConnections
  /** Undefined without a model: the built-in steps do everything. Asked anew each time: an admin may choose one. */
  readonly models: LanguageModels | undefined
  modelSource: ModelSource
  /** Whose vectors search compares, now; the settings only wish. */
  liveSpace: LiveSpace
  checkReply: CheckReply
  migrated: number
  close(): Promise<void>
}

/** Opens and migrates the database, loads the master key and prepares the connections. Closes again what failed. */
export async function createApp(env: Env, log: Logger, clock: Clock = systemClock): Promise<App> {
  const database = await openDatabase({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    poolSize: env.DATABASE_POOL_SIZE,
    log,
  })
  try {
    const { db } = database
    const migrated = await migrate(db)
    const connect = embedderConnector(env)
    await settleFirstSpace({ db, clock, connect, log }, wantedEmbedder(env))
    const masterKey = await loadMasterKey(db, { masterKey: env.MASTER_KEY, dataDir: env.DATA_DIR })
    const modelSource = await followModels({ env, db, clock, log, masterKey })
    return {
      env,
      log,
      clock,
      database,
      db,
      masterKey,
      connections: createShopConnections({ db, clock, masterKey, log }),
      get models() {
        return modelSource.current()
      },
      modelSource,
      liveSpace: followLiveSpace({ db, connect, log }),
      checkReply: (input) => checkReply({ db }, input),
      migrated,
      close: () => {
        modelSource.close()
        return database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
