import { createReadStream } from 'node:fs'
import { addShop } from '../../src/access/shops.ts'
import { createApp } from '../../src/app/create-app.ts'
import { readEnv } from '../../src/config/read-env.ts'
import { maskForGood } from '../../src/domain/privacy/mask.ts'
import type { ExportQuery } from '../../src/http/contracts/transfer.ts'
import { exportKnowledge } from '../../src/knowledge/transfer/export-knowledge.ts'
import { readImport } from '../../src/knowledge/transfer/runs/read-import.ts'
import { loadRun } from '../../src/knowledge/transfer/runs/run-rows.ts'
import { confirmImport } from '../../src/knowledge/transfer/runs/settle-import.ts'
import { startImport } from '../../src/knowledge/transfer/runs/start-import.ts'
import { writeImport } from '../../src/knowledge/transfer/runs/write-import.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { answerParent, ownOptions } from './child.ts'

/** Files into and out of a shop's knowledge, step by step, with the time and the most memory of each step. */
const app = await createApp(
  readEnv(ownOptions<{ env: Record<string, string> }>().env),
  createLogger('error', { hide: maskForGood }),
)
const { db, clock, masterKey } = app
const { shop } = await addShop(
  { db, clock, masterKey },
  {
    clientId: '1',
    apiKey: 'key',
    sellerId: '1',
    name: 'bench',
    apiBase: 'http://localhost:1',
    actor: 'bench',
  },
)
const shopId = shop.id
const maxBytes = 1024 ** 3

const SAMPLE_MS = 10

/** Heap as used, garbage included: what the process would be asked for. */
async function measured<T>(work: () => Promise<T>) {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const peak = { heap: 0, buffers: 0 }
  const sample = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    peak.heap = Math.max(peak.heap, heapUsed)
    peak.buffers = Math.max(peak.buffers, arrayBuffers)
  }
  const timer = setInterval(sample, SAMPLE_MS)
  const startedAt = performance.now()
  const result = await work()
  sample()
  clearInterval(timer)
  return { result, ms: performance.now() - startedAt, peak, heapBefore: before.heapUsed }
}

answerParent(
  {
    check: ({ path, format }) =>
      measured(async () => {
        const { id: runId } = await startImport(
          { db, clock, maxBytes },
          {
            shopId,
            what: 'entries',
            fileName: 'bench',
            format: format as ExportQuery['format'],
            body: createReadStream(String(path)),
            startedBy: 'bench',
            isAlone: true,
          },
        )
        await readImport({ db, clock }, { shopId, runId })
        return loadRun(db, { shopId, runId })
      }),
    write: ({ runId }) =>
      measured(async () => {
        const ref = { shopId, runId: String(runId) }
        await confirmImport({ db, clock }, { ...ref, actor: 'bench', isAlone: true })
        await writeImport({ db, clock }, ref)
        return loadRun(db, ref)
      }),
    export: ({ format }) =>
      measured(async () => {
        const query = {
          shopId,
          what: 'entries',
          format: format as ExportQuery['format'],
          language: 'ru',
        } as const
        let bytes = 0
        for await (const chunk of await exportKnowledge({ db, clock }, query))
          bytes += Buffer.byteLength(chunk)
        return { bytes }
      }),
  },
  () => app.close(),
)
