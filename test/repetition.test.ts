import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { checkReply } from '../src/drafting/checks/check-reply.ts'
import { composeBuiltIn } from '../src/drafting/compose/built-in-composer.ts'
import { agentOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('a draft that says what the shop has sent again and again words its courtesy otherwise', async () => {
  const house = await createHouse(database, { seed: 77 })
  const { db } = house
  house.deps.drafting.checkReply = (input) => checkReply({ db }, input)
  house.deps.drafting.compose = composeBuiltIn
  const anna = agentOf(house)
  const texts: string[] = []
  for (let i = 0; i < 5; i++) {
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'Какой у неё вес?')
    await house.advance(BURST_QUIET_MS + 100)
    const seen = await anna.openFirst('todo')
    texts.push(seen.draft?.text ?? '')
    const repetition = seen.draft?.checks.find(({ rule }) => rule === 'repetition')
    expect(repetition?.status).toBe('pass')
    await anna.approve(seen)
    await house.advance(UNDO_MS + 3_000)
  }
  const [first] = texts
  expect(texts.slice(0, 3)).toEqual([first, first, first])
  expect(texts[3]).not.toBe(first)
  // No number came or went.
  for (const text of texts) expect(text.match(/\d+/g)).toEqual(first?.match(/\d+/g))
})
