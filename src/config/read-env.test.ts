import { expect, test } from 'vitest'
import { AppError } from '../shared/errors.ts'
import { readEnv } from './read-env.ts'

function mistakesOf(variables: Record<string, string>): string {
  try {
    readEnv(variables)
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
  return ''
}

test('nothing has to be configured', () => {
  expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: '.data', DEMO: 'auto' })
  expect(readEnv({}).DATABASE_URL).toBeUndefined()
})

test('an empty variable counts as not set', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ PORT: 3000 })
})

test('every mistake is told at once, by name, with what was expected', () => {
  const text = mistakesOf({
    PORT: '70000',
    LOG_LEVEL: 'loud',
    DEMO: 'yes',
    PUBLIC_URL: 'ftp://x',
    UNDO_SECONDS: '-1',
  })
  for (const name of ['PORT', 'LOG_LEVEL', 'DEMO', 'PUBLIC_URL', 'UNDO_SECONDS'])
    expect(text).toContain(`${name}: expected`)
  expect(text).toContain('a whole number from 0 to 65535, got "70000"')
  expect(text).toContain('one of auto, on, off')
})

test('a mistaken secret is not repeated', () => {
  const text = mistakesOf({ MASTER_KEY: 'c2hvcnQ=', DATABASE_URL: 'mysql://root:hunter2@db/x' })
  expect(text).toContain('MASTER_KEY: expected 32 bytes in base64')
  expect(text).not.toContain('c2hvcnQ')
  expect(text).not.toContain('hunter2')
})

test('a list of proxies, on and off are understood, anything else is not', () => {
  expect(readEnv({ TRUST_PROXY: '10.0.0.0/8, ::1' }).TRUST_PROXY).toEqual(['10.0.0.0/8', '::1'])
  expect(readEnv({ TRUST_PROXY: 'on' }).TRUST_PROXY).toBe(true)
  expect(mistakesOf({ TRUST_PROXY: 'localhost' })).toContain('TRUST_PROXY')
})
