import { cpus } from 'node:os'

export type Row = Record<string, string | number>

/** A table for people; every row has the same columns. */
export function printTable(title: string, rows: Row[], notes: string[] = []): void {
  const columns = Object.keys(rows[0] ?? {})
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)))
  console.log(`\n${title}`)
  for (const line of cells)
    console.log(
      `  ${line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd()}`,
    )
  for (const note of notes) console.log(`  * ${note}`)
}

export const machine = () => ({
  node: process.version,
  cpus: cpus().length,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  at: new Date().toISOString(),
})
