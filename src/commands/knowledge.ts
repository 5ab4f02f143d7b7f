import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { listShops, type ShopRow } from '../access/shops.ts'
import type { App } from '../app/create-app.ts'
import type { ImportRun } from '../http/contracts/transfer.ts'
import { embedPending } from '../knowledge/embed-pending.ts'
import { exportKnowledge } from '../knowledge/transfer/export-knowledge.ts'
import { formatOfName } from '../knowledge/transfer/read-file.ts'
import { readImport } from '../knowledge/transfer/runs/read-import.ts'
import { listRows, loadRun } from '../knowledge/transfer/runs/run-rows.ts'
import { cancelImport, confirmImport } from '../knowledge/transfer/runs/settle-import.ts'
import { startImport } from '../knowledge/transfer/runs/start-import.ts'
import { writeImport } from '../knowledge/transfer/runs/write-import.ts'
import type { TransferFormat, TransferKind } from '../knowledge/transfer/shapes.ts'
import { invalid, notFound } from '../shared/errors.ts'
import type { Report } from './run-command.ts'

type Common = { shop?: string; what: TransferKind; format?: TransferFormat }
export type ImportOptions = Common & { file: string; dryRun?: boolean; skipRejected?: boolean }
export type ExportOptions = Common & { file?: string; language: 'zh' | 'ru' | 'en' }

const SHOWN_MISTAKES = 20
const ACTOR = 'command line'

/**
 * Reads a file as the console does, then writes its entries or products: all of them, or none when a row is rejected
 * and `--skip-rejected` was not said. Embeds what is new.
 */
export async function importFile(app: App, options: ImportOptions): Promise<Report> {
  const { db, clock, liveSpace, env } = app
  const { what, dryRun = false, skipRejected = false } = options
  const shop = await chooseShop(app, options.shop)
  const started = await startImport(
    { db, clock, maxBytes: env.IMPORT_MAX_MB * 1024 ** 2 },
    {
      shopId: shop.id,
      what,
      ...nameOf(options),
      body: openFile(options.file),
      startedBy: ACTOR,
      isAlone: true,
    },
  )
  const ref = { shopId: shop.id, runId: started.id }
  await readImport({ db, clock }, ref)
  const read = await loadRun(db, ref)
  const stops = dryRun || (read.counts.rejected > 0 && !skipRejected)
  if (read.status === 'ready' && stops) await cancelImport({ db, clock }, { ...ref, actor: ACTOR })
  if (read.status === 'ready' && !stops) {
    await confirmImport({ db, clock }, { ...ref, actor: ACTOR, isAlone: true })
    await writeImport({ db, clock }, ref)
    await embedPending({ db, embedder: await liveSpace.embedderNow() })
  }
  return reportOf(app, { run: await loadRun(db, ref), dryRun, skipRejected, shop })
}

type Told = { run: ImportRun; dryRun: boolean; skipRejected: boolean; shop: ShopRow }

async function reportOf({ db }: App, { run, dryRun, skipRejected, shop }: Told): Promise<Report> {
  const { counts, notes, status, failure, shopId, id: runId } = run
  const { rows } = await listRows(
    db,
    { shopId, runId },
    { outcome: 'rejected', after: 0, limit: SHOWN_MISTAKES },
  )
  const rejected = rows.map(({ row, subject, reason }) => ({ row, subject, reason: reason?.en ?? '' }))
  const failed = status === 'failed' || (counts.rejected > 0 && !skipRejected)
  const counted = `${counts.added} new, ${counts.changed} changed, ${counts.unchanged} as before, ${counts.rejected} rejected`
  const more = counts.rejected - rejected.length
  const lead =
    status === 'failed'
      ? (failure?.en ?? 'The file cannot be read.')
      : dryRun
        ? `Would be ${counted}, in ${shop.name}.`
        : failed && status === 'cancelled'
          ? `Nothing was written: ${counted}. With --skip-rejected the others are.`
          : `Done: ${counted}, in ${shop.name}.`
  const lines = [
    lead,
    ...rejected.map(({ row, reason }) => `  row ${row}: ${reason}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...notes.map(({ en }) => `  ${en}`),
  ]
  return {
    json: {
      ok: !failed,
      dryRun,
      status,
      ...counts,
      written: run.rowsWritten,
      rows: rejected,
      notes: notes.map(({ en }) => en),
      failure: failure?.en ?? null,
    },
    text: lines.join('\n'),
    failed,
  }
}

/** A shop's entries or products, into a file or to stdout. Importing it again changes nothing. */
export async function exportFile(app: App, options: ExportOptions): Promise<Report> {
  const { what, file, language } = options
  const shop = await chooseShop(app, options.shop)
  const format = options.format ?? (file === undefined ? 'jsonl' : formatOf(file))
  const stream = await exportKnowledge(app, { shopId: shop.id, what, format, language })
  if (file === undefined) {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString(format === 'xlsx' ? 'base64' : 'utf8')
    return { json: { what, format, text }, text: text.trimEnd() }
  }
  const target = createWriteStream(file)
  try {
    await pipeline(stream, target)
  } catch (error) {
    if (target.errored) throw invalid('file_not_written', `${file} cannot be written: ${wordsOf(error)}`)
    throw error
  }
  const bytes = target.bytesWritten
  return { json: { what, format, file, bytes }, text: `Wrote ${bytes} bytes to ${file}.` }
}

async function chooseShop({ db }: App, wanted: string | undefined): Promise<ShopRow> {
  const shops = await listShops({ db }, 'all')
  if (wanted !== undefined) {
    const found = shops.find(({ id, clientId }) => id === wanted || clientId === wanted)
    if (!found) throw notFound('shop_not_found', `There is no shop ${wanted}: see otvet shop list`)
    return found
  }
  const [only, another] = shops
  if (!only) throw notFound('shop_not_found', 'No shop is connected yet: otvet shop add')
  if (another)
    throw invalid('shop_missing', 'There are several shops: choose one with --shop <id or Client-Id>.')
  return only
}

/** `-` is stdin. */
async function* openFile(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) yield Buffer.from(chunk)
  } catch (error) {
    throw invalid('file_not_read', `${file} cannot be read: ${wordsOf(error)}`)
  }
}

function nameOf({ file, format }: ImportOptions): { fileName: string; format: TransferFormat } {
  return { fileName: file.split(/[\\/]/).at(-1) || '-', format: format ?? formatOf(file) }
}

function formatOf(file: string): TransferFormat {
  const format = formatOfName(file)
  if (format) return format
  throw invalid(
    'format_unknown',
    `The name ${file} does not tell its format: add --format xlsx, csv, jsonl or yml.`,
  )
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
