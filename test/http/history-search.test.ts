import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let agent: Person

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  agent = await desk.server.asRole('agent')
  await desk.buyerAsks('Пришёл ЧЁРНЫЙ чайник, а я просила белый. 100% не тот')
  await desk.buyerAsks('Где черный чехол?')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

const found = async (search: string): Promise<string[]> => {
  const { items } = await desk.inbox(agent, `status=all&search=${encodeURIComponent(search)}`)
  return items.map(({ lastBuyerText }: { lastBuyerText: string }) => lastBuyerText.split(' ').at(1))
}

test.each([
  ['чёрный', ['черный', 'ЧЁРНЫЙ']],
  ['черный', ['черный', 'ЧЁРНЫЙ']],
  ['ЧЕРНЫЙ', ['черный', 'ЧЁРНЫЙ']],
  ['пришел чёр', ['ЧЁРНЫЙ']],
  ['ПРИШЁЛ', ['ЧЁРНЫЙ']],
  ['чехол', ['черный']],
  ['100%', ['ЧЁРНЫЙ']],
  ['ч_рный', []],
  ['чурный', []],
  // Too many spellings for a list of them.
  ['пришел черный чайник, а я просила белый. 100% не тот', ['ЧЁРНЫЙ']],
  ['пришол черный чайник, а я просила белый. 100% не тот', []],
])('a search for «%s» finds words in whatever case, with е or ё', async (search, words) => {
  expect((await found(search)).toSorted()).toEqual(words.toSorted())
})
