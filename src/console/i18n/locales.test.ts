import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { AUDIT_FIELDS } from '../../domain/audit-field.ts'
import en from './locales/en.json' with { type: 'json' }
import ru from './locales/ru.json' with { type: 'json' }
import zh from './locales/zh.json' with { type: 'json' }

type Tree = { [key: string]: string | Tree }

const PLURAL = /_(zero|one|two|few|many|other)$/
const LOCALES = { en, ru, zh } satisfies Record<string, Tree>

function flatten(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  )
}

const plain = (tree: Tree) => [...new Set(flatten(tree).map(([key]) => key.replace(PLURAL, '')))].toSorted()

describe.each(Object.entries(LOCALES))('the interface in %s', (language, tree) => {
  const entries = flatten(tree)

  test('says everything the English one says, and nothing else', () => {
    expect(plain(tree)).toEqual(plain(en))
  })

  test('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const byKey = Map.groupBy(
      entries.filter(([key]) => PLURAL.test(key)),
      ([key]) => key.replace(PLURAL, ''),
    )
    for (const [key, found] of byKey) {
      expect(found.map(([name]) => PLURAL.exec(name)?.[1]).toSorted(), key).toEqual(forms)
    }
  })

  test('leaves no text empty and fills in the same values', () => {
    const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted()
    const english = new Map(flatten(en).map(([key, text]) => [key.replace(PLURAL, ''), text]))
    for (const [key, text] of entries) {
      expect(text.trim(), key).not.toBe('')
      expect(values(text), key).toEqual(values(english.get(key.replace(PLURAL, '')) ?? ''))
    }
  })
})

test('every text is used somewhere in the console', async () => {
  const folder = new URL('..', import.meta.url)
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  const code = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n')
  const prefixes = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '')
  const unused = plain(en).filter(
    (key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('the audit log has words for everything that is recorded', async () => {
  const folder = new URL('../../', import.meta.url)
  const files = (await readdir(folder, { recursive: true })).filter(
    (name) => /(?<!\.test)\.ts$/.test(name) && !/^(console|sandbox)\//.test(name),
  )
  const code = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n')
  const recorded = [...code.matchAll(/^.*\baction\b.*$/gm)].flatMap(([line]) => [
    ...line.matchAll(/'([a-z_]+)\.([a-z_-]+)'/g),
  ])
  expect(recorded.length).toBeGreaterThan(40)
  const { areas, acts } = en.audit
  for (const [action, area = '', act = ''] of recorded) {
    expect(Object.keys(areas), action).toContain(area)
    expect(Object.keys(acts), action).toContain(act.replaceAll('-', '_'))
  }
})

// That every field that is recorded stands in the list is what the compiler demands, see `recordAudit`.
test.each(Object.entries(LOCALES))(
  'the audit log has words for every recorded field in %s',
  (_, { audit }) => {
    const words: Record<string, string> = audit.fields
    const fields = [...AUDIT_FIELDS, 'value']
    expect(fields.filter((field) => !words[field])).toEqual([])
    expect(Object.keys(words).toSorted()).toEqual(fields.toSorted())
  },
)
