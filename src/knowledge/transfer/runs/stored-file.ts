import { and, eq } from 'drizzle-orm'
import type { Database, Executor } from '../../../db/client.ts'
import { importFiles } from '../../../db/schema/upkeep.ts'
import type { ByteSource } from '../shapes.ts'
import type { RunRef } from './run-rows.ts'

/** Small enough to be held twice, large enough that a workbook is a few hundred. */
export const PIECE_BYTES = 256 * 1024

/** A file kept in pieces of `PIECE_BYTES`, the last one shorter. */
export function storedFile(db: Database, { shopId, runId }: RunRef, size: number): ByteSource {
  return {
    size,
    read: async function* (start, end) {
      for (let at = start; at < Math.min(end, size); ) {
        const piece = Math.floor(at / PIECE_BYTES)
        const [row] = await db
          .select({ bytes: importFiles.bytes })
          .from(importFiles)
          .where(
            and(eq(importFiles.shopId, shopId), eq(importFiles.runId, runId), eq(importFiles.piece, piece)),
          )
        // Cancelled meanwhile: its bytes are gone, and nobody waits for them.
        if (!row) throw new FileGone()
        const from = at - piece * PIECE_BYTES
        const bytes = row.bytes.subarray(from, Math.min(row.bytes.length, from + end - at))
        if (bytes.length === 0) throw new FileGone()
        yield bytes
        at += bytes.length
      }
    },
  }
}

export class FileGone extends Error {}

export async function dropFile(db: Executor, { shopId, runId }: RunRef): Promise<void> {
  await db.delete(importFiles).where(and(eq(importFiles.shopId, shopId), eq(importFiles.runId, runId)))
}
