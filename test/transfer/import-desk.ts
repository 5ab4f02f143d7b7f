import { Readable } from 'node:stream'
import { bindTransfer } from '../../src/app/bind-transfer.ts'
import type { Database } from '../../src/db/client.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { ImportRows, ImportRun } from '../../src/http/contracts/transfer.ts'
import { readImport } from '../../src/knowledge/transfer/runs/read-import.ts'
import { writeImport } from '../../src/knowledge/transfer/runs/write-import.ts'
import { claimJobs } from '../../src/queue/claim-jobs.ts'
import { type Handlers, runJob } from '../../src/worker/worker.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestServer } from '../support/test-server.ts'

const MAX_BYTES = 60 * 1024 ** 2

/** An admin's way to files: uploads over HTTP, the worker's job, the answers. */
export async function createImportDesk(database: OpenDatabase) {
  const { db } = database
  let workerDb: Database = db
  const clock = { now: () => new Date() }
  const server = await createTestServer(database, {
    deps: { transfer: bindTransfer({ db, clock, maxBytes: MAX_BYTES }) },
  })
  const admin = await server.asRole('admin')

  async function addShop(id: string): Promise<string> {
    await putShop(db, id, { name: `Магазин ${id}` })
    return id
  }

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    payload?: Buffer | Readable,
    headers = admin.headers,
  ) {
    return server.app.inject({
      method,
      url,
      headers: {
        ...headers,
        ...(payload === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(payload === undefined ? {} : { payload }),
    })
  }

  async function answer<T>(method: 'GET' | 'POST', url: string, payload?: Buffer | Readable): Promise<T> {
    const response = await ask(method, url, payload)
    if (response.statusCode >= 400) throw new Error(`${url}: ${response.statusCode} ${response.body}`)
    return response.json() as T
  }

  /** Runs what the worker has to do for imports. */
  async function work(): Promise<void> {
    const handlers = {
      import: async (ref: { shopId: string; runId: string }) => {
        await readImport({ db: workerDb, clock }, ref)
        await writeImport({ db: workerDb, clock }, ref)
      },
    } as unknown as Handlers
    const claim = { queues: ['import' as const], limit: 5, leaseMs: 60_000, workerId: 'w' }
    for (const job of await claimJobs(db, { ...claim, now: clock.now() }))
      await runJob({ db, clock, handlers }, job, 'w')
  }

  const runUrl = (run: ImportRun) => `/api/imports/${run.shopId}/${run.id}`

  async function upload(
    shopId: string,
    what: 'entries' | 'products',
    fileName: string,
    bytes: Buffer | string,
  ): Promise<ImportRun> {
    const query = new URLSearchParams({ what, fileName })
    const { run } = await answer<{ run: ImportRun }>(
      'POST',
      `/api/imports/${shopId}?${query}`,
      Readable.from([Buffer.from(bytes)]) as unknown as Buffer,
    )
    return run
  }

  const reload = async (run: ImportRun) => (await answer<{ run: ImportRun }>('GET', runUrl(run))).run

  return {
    db,
    server,
    admin,
    addShop,
    ask,
    answer,
    work,
    upload,
    reload,
    runUrl,
    setWorkerDatabase: (other: Database) => {
      workerDb = other
    },
    /** Upload and dry run. */
    check: async (shopId: string, what: 'entries' | 'products', fileName: string, bytes: Buffer | string) => {
      const run = await upload(shopId, what, fileName, bytes)
      await work()
      return reload(run)
    },
    confirm: async (run: ImportRun) => {
      await answer('POST', `${runUrl(run)}/confirm`)
      await work()
      return reload(run)
    },
    rows: async (run: ImportRun, outcome?: string) =>
      (
        await answer<ImportRows>(
          'GET',
          `${runUrl(run)}/rows?limit=200${outcome ? `&outcome=${outcome}` : ''}`,
        )
      ).rows,
    download: async (shopId: string, what: 'entries' | 'products', format: string, language = 'ru') => {
      const response = await ask(
        'GET',
        `/api/exports/${shopId}?what=${what}&format=${format}&language=${language}`,
      )
      if (response.statusCode !== 200) throw new Error(response.body)
      return response.rawPayload
    },
    close: () => server.close(),
  }
}

export type ImportDesk = Awaited<ReturnType<typeof createImportDesk>>
