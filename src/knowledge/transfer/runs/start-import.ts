import { and, eq } from 'drizzle-orm'
import type { Database } from '../../../db/client.ts'
import { shops } from '../../../db/schema/shops.ts'
import { importFiles, importRuns } from '../../../db/schema/upkeep.ts'
import type { ImportRun } from '../../../http/contracts/transfer.ts'
import { enqueue } from '../../../queue/enqueue.ts'
import { importKey } from '../../../queue/jobs.ts'
import type { Clock } from '../../../shared/clock.ts'
import { invalid, notFound } from '../../../shared/errors.ts'
import { newId } from '../../../shared/ids.ts'
import { formatOfName } from '../read-file.ts'
import type { TransferFormat, TransferKind } from '../shapes.ts'
import { loadRun, ofRun } from './run-rows.ts'
import { PIECE_BYTES } from './stored-file.ts'

type Deps = { db: Database; clock: Clock; maxBytes: number }
type Input = {
  shopId: string
  what: TransferKind
  fileName: string
  format?: TransferFormat | undefined
  body: AsyncIterable<Uint8Array>
  startedBy: string
}

/**
 * Takes a file in, piece by piece as it comes, and asks for its reading. Nothing of it is knowledge before
 * `confirmImport`. `isAlone`: the caller reads it itself.
 */
export async function startImport(
  { db, clock, maxBytes }: Deps,
  input: Input & { isAlone?: boolean },
): Promise<ImportRun> {
  const { shopId, what, fileName, body, startedBy } = input
  const format = input.format ?? formatOfName(fileName)
  if (!format)
    throw invalid('format_unknown', 'The name does not tell the format: expected .xlsx, .csv, .jsonl or .yml')
  if (format === 'yml' && what !== 'products')
    throw invalid('format_not_for_entries', 'A Yandex Market catalogue holds products, no entries')
  const [shop] = await db.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', `There is no shop ${shopId}`)
  const startedAt = clock.now()
  const runId = newId(startedAt)
  const ref = { shopId, runId }
  await db.insert(importRuns).values({
    shopId,
    id: runId,
    what,
    format,
    fileName: fileName.slice(-255),
    bytes: 0,
    status: 'uploading',
    startedBy,
    startedAt,
  })
  try {
    const bytes = await storePieces(db, { ...ref, body, maxBytes })
    if (bytes === 0) throw invalid('file_empty', 'The file is empty')
    await db.transaction(async (tx) => {
      await tx
        .update(importRuns)
        .set({ bytes, status: 'reading' })
        .where(and(ofRun(ref), eq(importRuns.status, 'uploading')))
      if (!input.isAlone)
        await enqueue(tx, { queue: 'import', key: importKey(ref), payload: ref, now: clock.now() })
    })
  } catch (error) {
    await db.delete(importRuns).where(ofRun(ref))
    throw error
  }
  return loadRun(db, ref)
}

async function storePieces(
  db: Database,
  {
    shopId,
    runId,
    body,
    maxBytes,
  }: { shopId: string; runId: string; body: AsyncIterable<Uint8Array>; maxBytes: number },
): Promise<number> {
  let pending: Uint8Array[] = []
  let held = 0
  let piece = 0
  let total = 0
  const store = async (bytes: Buffer) => {
    await db.insert(importFiles).values({ shopId, runId, piece, bytes })
    piece += 1
  }
  for await (const chunk of body) {
    total += chunk.length
    if (total > maxBytes)
      throw invalid('file_too_big', `The file is larger than ${Math.floor(maxBytes / 1024 ** 2)} MB`, {
        maxBytes,
      })
    pending.push(chunk)
    held += chunk.length
    if (held < PIECE_BYTES) continue
    let all = Buffer.concat(pending)
    for (; all.length >= PIECE_BYTES; all = all.subarray(PIECE_BYTES))
      await store(all.subarray(0, PIECE_BYTES))
    pending = [all]
    held = all.length
  }
  if (held > 0) await store(Buffer.concat(pending))
  return total
}
