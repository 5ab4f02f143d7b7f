import { DrizzleQueryError } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { errorWords } from './error-words.ts'
import { createLogger } from './logger.ts'

const WORDS = 'мой телефон\n8 900 000-00-00'

function logged(error: unknown): string {
  const lines: string[] = []
  const log = createLogger('info', {
    hide: (text) => text.replaceAll('8 900 111-22-33', '[phone]'),
    destination: { write: (line: string) => lines.push(line) },
  })
  log.error({ err: error }, 'a job failed')
  return lines.join('')
}

it('a query that failed is logged without the buyer’s words that were its parameters', () => {
  const cause = Object.assign(new Error('violates check constraint'), {
    code: '23514',
    detail: `Failing row contains (${WORDS}).`,
  })
  const error = new DrizzleQueryError('insert into messages values ($1)', [WORDS], cause)
  const line = logged(error)
  expect(line).not.toContain('телефон')
  expect(line).not.toContain('8 900')
  expect(line).toContain('insert into messages')
  expect(line).toContain('23514')
  expect(line).toContain('logger.test.ts')
  expect(errorWords(error)).toBe('Failed query: insert into messages values ($1)')
})

it('an error of ours keeps its code and its words', () => {
  const error = Object.assign(new Error('the key cannot be opened'), {
    code: 'key_unreadable',
    secret: 's3cret',
  })
  const line = logged(error)
  expect(line).toContain('key_unreadable')
  expect(line).toContain('the key cannot be opened')
  expect(line).not.toContain('s3cret')
})

it('takes personal data out of every string, however deep, and out of errors', () => {
  const lines: string[] = []
  const log = createLogger('info', {
    hide: (text) => text.replaceAll('8 900 111-22-33', '[phone]'),
    destination: { write: (line: string) => lines.push(line) },
  })
  const said = 'звоните 8 900 111-22-33'
  log.warn({ case: { notes: [said] }, err: new Error(said, { cause: new Error(said) }) }, 'odd')
  expect(lines.join('')).not.toContain('900')
  expect(lines.join('')).toContain('звоните [phone]')
})
