import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ImportRun } from '../../src/http/contracts/transfer.ts'
import { entryContentSchema } from '../../src/knowledge/entry-content.ts'
import { writeFile } from '../../src/knowledge/transfer/write-file.ts'
import { Child } from './child.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { round } from './stats.ts'

const MIB = 1024 * 1024

type Measured<T> = { result: T; ms: number; peak: { heap: number; buffers: number }; heapBefore: number }
export type ImportStep = {
  database: 'postgres' | 'pglite'
  step: string
  rows: number
  fileMib: number
  seconds: number
  rowsPerSecond: number
  heapBeforeMib: number
  peakHeapMib: number
  peakBuffersMib: number
}

/**
 * A workbook and a CSV of so many entries: the dry run, the writing, the dry run of the same file again, an export.
 * `heapMib` caps the heap of the process, so that what holds a file in memory dies of it.
 */
export async function benchImport(
  serverUrl: string | undefined,
  { rows, heapMib }: { rows: number; heapMib: number },
): Promise<ImportStep[]> {
  const folder = mkdtempSync(join(tmpdir(), 'otvet-bench-files-'))
  const place = await openPlace(serverUrl)
  const child = new Child('./import-process.ts', { env: place.env }, [
    '--expose-gc',
    `--max-old-space-size=${heapMib}`,
  ])
  const steps: ImportStep[] = []
  const note = (step: string, bytes: number, { ms, peak, heapBefore }: Measured<unknown>) =>
    steps.push({
      database: place.kind,
      step,
      rows,
      fileMib: round(bytes / MIB, 1),
      seconds: round(ms / 1000, 1),
      rowsPerSecond: round(rows / (ms / 1000)),
      heapBeforeMib: round(heapBefore / MIB),
      peakHeapMib: round(peak.heap / MIB),
      peakBuffersMib: round(peak.buffers / MIB),
    })
  try {
    for (const format of ['xlsx', 'csv'] as const) {
      const path = join(folder, `entries.${format}`)
      const file = writeFile(madeUp(rows, format), { what: 'entries', language: 'ru', format })
      await pipeline(file, createWriteStream(path))
      const bytes = statSync(path).size
      const check = await child.ask<Measured<ImportRun>>({ ask: 'check', path, format })
      if (check.result.counts.added !== rows) throw new Error(JSON.stringify(check.result))
      note(`check ${format}`, bytes, check)
      note(`write ${format}`, bytes, await child.ask({ ask: 'write', runId: check.result.id }))
      const again = await child.ask<Measured<ImportRun>>({ ask: 'check', path, format })
      if (again.result.counts.unchanged !== rows) throw new Error(JSON.stringify(again.result))
      note(`check ${format} again`, bytes, again)
    }
    for (const format of ['xlsx', 'csv'] as const) {
      const exported = await child.ask<Measured<{ bytes: number }>>({ ask: 'export', format })
      note(`export ${format} (both)`, exported.result.bytes, exported)
    }
    return steps
  } finally {
    await child.stop()
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function printImport(steps: ImportStep[]): void {
  const rows = steps.map((step) => ({
    database: step.database,
    step: step.step,
    rows: step.rows,
    'file MiB': step.fileMib,
    s: step.seconds,
    'rows/s': step.rowsPerSecond,
    'heap before': step.heapBeforeMib,
    'peak heap': step.peakHeapMib,
    'peak buffers': step.peakBuffersMib,
  }))
  printTable('Import and export of knowledge entries', rows, [
    'peak heap: the most used at any moment, garbage included, in MiB; buffers lie outside of it',
    'the vectors of what is new are made later, by the worker; exports hold the rows of both imports',
  ])
}

async function* madeUp(rows: number, name: string) {
  for (let i = 0; i < rows; i++) {
    yield {
      id: `${name}-${i}`,
      ...entryContentSchema.parse({
        kind: 'faq',
        topic: `тема-${i % 50}`,
        questionRu: `Подойдёт ли чехол номер ${i} к телефону модели ${i % 977}?`,
        answerRu: `Чехол ${i} подходит к модели ${i % 977}. ${'Он сделан из плотного силикона и не скользит в руке. '.repeat(3)}`,
        questionZh: `${i} 号手机壳适合 ${i % 977} 型号吗？`,
        answerZh: `${i} 号手机壳适合 ${i % 977} 型号。`,
        variants: [`чехол ${i} на ${i % 977}`],
        skus: [`${100_000_000 + i}`],
        owner: 'Мария',
      }),
    }
  }
}
