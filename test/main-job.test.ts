import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { approveDraft } from '../src/review/approve-draft.ts'
import { listInbox } from '../src/review/list-inbox.ts'
import { loadCase } from '../src/review/load-case.ts'
import { BURST_QUIET_MS, createHouse, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

describe('the main job', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it('turns a pushed question into a draft and an approval into a visible reply', async () => {
    const house = await createHouse(database, { seed: 1 })
    const { sandbox, clientId, db, clock, actors } = house
    const { chatId } = sandbox.startChat({ clientId, buyer: { name: 'Ольга' } })
    sandbox.buyerSays(chatId, 'Здравствуйте, подойдёт ли чехол?')
    await house.advance(BURST_QUIET_MS + 100)

    const inbox = await listInbox(
      { db, clock },
      { status: 'todo', limit: 10, shopId: house.shopId, scope: 'all' },
    )
    expect(inbox.items).toHaveLength(1)
    expect(inbox.items[0]).toMatchObject({
      draftState: 'pending',
      lastBuyerText: 'Здравствуйте, подойдёт ли чехол?',
    })
    const ref = { shopId: house.shopId, conversationId: inbox.items[0]?.conversationId ?? '' }
    const opened = await loadCase({ db, clock }, ref)
    const [actor] = actors
    if (!opened.draft || !actor) throw new Error('no draft')
    await approveDraft(
      { db, clock, undoMs: UNDO_MS, checkReply: async () => [] },
      { ...ref, draftId: opened.draft.id, fingerprint: opened.draft.fingerprint, actor },
    )
    await house.advance(UNDO_MS + 2_000)

    const shown = sandbox.visibleThread(chatId).filter((message) => message.from === 'shop')
    expect(shown.map((message) => message.text)).toEqual([opened.draft.text])
    const after = await loadCase({ db, clock }, ref)
    expect(after.conversation.status).toBe('answered')
    expect(after.replies[0]).toMatchObject({ status: 'visible', approvedBy: 'anna' })
    expect(after.messages.at(-1)).toMatchObject({ author: 'seller', replyState: 'visible' })
  })
})
