import type { Readable } from 'node:stream'
import type { Database } from '../../../db/client.ts'
import type { Language } from '../reasons.ts'
import { writeCsv } from '../tables/csv-rows.ts'
import { textStream } from '../write-file.ts'
import { listRows, loadRun, type RunRef } from './run-rows.ts'

const HEADER: Record<Language, string[]> = {
  zh: ['行号', '编号或 SKU', '原因'],
  ru: ['Строка', 'Код или SKU', 'Причина'],
  en: ['Row', 'ID or SKU', 'Reason'],
}

/** The rows that were not taken, with their numbers in the file and the reasons, as a table. */
export async function exportRejected(
  db: Database,
  { language, ...ref }: RunRef & { language: Language },
): Promise<Readable> {
  await loadRun(db, ref)
  return textStream(writeCsv(rejectedRows(db, ref, language)))
}

async function* rejectedRows(db: Database, ref: RunRef, language: Language): AsyncGenerator<string[]> {
  yield HEADER[language]
  for (let after: number | null = 0; after !== null; ) {
    const page = await listRows(db, ref, { outcome: 'rejected', after, limit: 200 })
    for (const { row, subject, reason } of page.rows)
      yield [String(row), subject ?? '', reason?.[language] ?? '']
    after = page.next
  }
}
