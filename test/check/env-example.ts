import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { envSchema } from '../../src/config/env-schema.ts'

/** Checks that `.env.example` says what the schema says; `--write` makes it so. */

const PATH = fileURLToPath(new URL('../../.env.example', import.meta.url))
const WIDTH = 100

const expected = renderExample()
const actual = existsSync(PATH) ? readFileSync(PATH, 'utf8') : ''
if (process.argv.includes('--write')) {
  writeFileSync(PATH, expected)
} else if (actual !== expected) {
  console.error('.env.example is not in step with src/config/env-schema.ts:')
  for (const line of difference(actual.split('\n'), expected.split('\n'))) console.error(`  ${line}`)
  console.error('Run: node test/check/env-example.ts --write')
  process.exitCode = 1
}

function renderExample(): string {
  const head = '# Every variable is optional. Copy to .env and take the # off the lines you change.'
  const parts = Object.entries(envSchema.shape).map(([name, field]) => {
    const description = field.description
    if (!description) throw new Error(`${name} has no description`)
    return [...wrap(description), `#${name}=${standardValue(name)}`].join('\n')
  })
  return `${[head, ...parts].join('\n\n')}\n`
}

function standardValue(name: string): string {
  const parsed: Record<string, unknown> = envSchema.parse({})
  const value = parsed[name]
  if (value === undefined) return ''
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

function wrap(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < WIDTH) lines.push(`${lines.pop()} ${word}`)
    else lines.push(`# ${word}`)
  }
  return lines
}

function difference(have: string[], want: string[]): string[] {
  return [
    ...have.filter((line) => line && !want.includes(line)).map((line) => `- ${line}`),
    ...want.filter((line) => line && !have.includes(line)).map((line) => `+ ${line}`),
  ]
}
