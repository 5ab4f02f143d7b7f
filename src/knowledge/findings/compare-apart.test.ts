import { expect, it } from 'vitest'
import { compareApart } from './compare-apart.ts'
import type { KeyedSource } from './compare-thread.ts'

const entry = (id: string, text: string): KeyedSource => ({
  key: `${id}@1`,
  source: {
    id: `entry:${id}`,
    scope: { schemes: [], brand: null, category: null, skus: [], validFrom: null, validUntil: null },
    subject: '',
    statements: [{ part: 'answer', questions: ['Какая гарантия на чайник?'], text }],
  },
})
const year = entry('a', 'Гарантия на чайник — 12 месяцев.')
const longer = entry('b', 'Гарантия на чайник — 14 месяцев.')

it('finds in its thread what contradicts, and keeps answers to the questions they belong to', async () => {
  const [found, none, again] = await Promise.all([
    compareApart([year], [longer]),
    compareApart([year], []),
    compareApart([longer], [year]),
  ])
  expect(found).toMatchObject([{ kind: 'contradiction', left: 'entry:a', right: 'entry:b' }])
  expect(none).toEqual([])
  expect(again).toEqual(found)
})

it('tells what went wrong with one comparison and goes on with the next', async () => {
  const broken = { key: 'x', source: { id: 'entry:x' } } as unknown as KeyedSource
  await expect(compareApart([broken], [year])).rejects.toThrow()
  expect(await compareApart([year], [longer])).toHaveLength(1)
})
