import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import type { Figures } from '../http/contracts/figures.ts'

const countRow = z.object({
  name: z.string(),
  label: z.string(),
  count: z.coerce.number(),
  total: z.coerce.number(),
})
type Count = z.infer<typeof countRow>

type Counts = Pick<Figures, 'decisions' | 'replies' | 'hours' | 'stars'> & {
  cost: Omit<Figures['cost'], 'perReplyMicros'>
}

/** What is counted beside the turns: decisions, replies, hours, stars, cost. */
export async function readCounts(db: Database, where: SQL): Promise<Counts> {
  const rows = await queryRows(
    db,
    countRow,
    sql`select name, label, sum(count) as count, sum(total) as total from count_days where ${where}
      group by name, label order by name, count desc, label`,
  )
  const of = (name: string) => rows.filter((row) => row.name === name)
  const count = (name: string, label: string) => of(name).find((row) => row.label === label)?.count ?? 0
  const refusals = of('decision').filter(({ label }) => label.startsWith(REFUSED))
  const costs = of('cost')
  return {
    decisions: {
      unchanged: count('decision', 'unchanged'),
      light: count('decision', 'light'),
      rewritten: count('decision', 'rewritten'),
      redo: count('decision', 'redo'),
      escalate: count('decision', 'escalate'),
      refused: sum(refusals),
      reasons: refusals.map(({ label, count }) => ({ label: label.slice(REFUSED.length), count })),
    },
    replies: { auto: left(of('reply'), 'auto:'), person: left(of('reply'), 'person:') },
    hours: Array.from({ length: 24 }, (_, hour) => count('hour', String(hour).padStart(2, '0'))),
    stars: { after: starsOf(of('stars'), 'after:'), other: starsOf(of('stars'), 'other:') },
    cost: {
      calls: sum(costs),
      micros: costs.reduce((micros, { total }) => micros + total, 0),
      purposes: costs.map(({ label, count, total }) => ({ label, count, micros: total })),
    },
  }
}

const REFUSED = 'refuse:'

const sum = (rows: Count[]): number => rows.reduce((all, { count }) => all + count, 0)

const DELIVERED = ['visible', 'in_moderation']
const FAILED = ['rejected', 'lost']

function left(rows: Count[], by: string) {
  const own = rows.filter(({ label }) => label.startsWith(by))
  const among = (states: string[]) => sum(own.filter(({ label }) => states.includes(label.slice(by.length))))
  const copied = among(['copied'])
  return { all: sum(own) - copied, delivered: among(DELIVERED), failed: among(FAILED), copied }
}

function starsOf(rows: Count[], group: string) {
  const own = rows.filter(({ label }) => label.startsWith(group))
  const count = sum(own)
  return { count, mean: count === 0 ? null : own.reduce((stars, { total }) => stars + total, 0) / count }
}
