import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { replies } from '../src/db/schema/drafting.ts'
import type { Check } from '../src/domain/draft.ts'
import type { Case } from '../src/http/contracts/case.ts'
import { editDraft } from '../src/review/approve-draft.ts'
import { claimConversation, releaseClaim } from '../src/review/claim-conversation.ts'
import { escalateCase } from '../src/review/escalate-case.ts'
import { redoDraft, refuseDraft } from '../src/review/refuse-draft.ts'
import { undoReply } from '../src/review/undo-reply.ts'
import { writeReply } from '../src/review/write-reply.ts'
import { agentOf, draftOf, refOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

const BLOCKED: Check = {
  rule: 'contacts',
  status: 'block',
  span: '+7',
  message: { en: 'a phone', zh: '电话', ru: 'телефон' },
}

describe('an approval', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.delete(replies)
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    chatId = house.sandbox.startChat({ clientId: house.clientId }).chatId
    house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
    await house.advance(BURST_QUIET_MS + 100)
  })
  const shown = () => house.sandbox.visibleThread(chatId).filter((message) => message.from === 'shop')

  it('by two agents at once sends one reply; the second is told who did what', async () => {
    const [anna, boris] = [agentOf(house, 0), agentOf(house, 1)]
    const seen = await anna.openFirst()
    const results = await Promise.allSettled([anna.approve(seen), boris.approve(seen)])
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ kind: 'conflict', code: 'draft_decided' })
    expect(['anna', 'boris']).toContain(refused[0].details.by)
    expect(refused[0].details.what).toBe('approved')
    await house.advance(UNDO_MS + 2_000)
    expect(shown()).toHaveLength(1)
  })

  it('is refused when the buyer wrote in between, and says so', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    house.sandbox.buyerSays(chatId, 'И какой цвет?')
    await house.advance(100)
    await expect(anna.approve(seen)).rejects.toMatchObject({
      code: 'draft_superseded',
      details: { by: 'buyer', what: 'new_message' },
    })
    await house.advance(BURST_QUIET_MS)
    expect((await anna.reopen(seen)).draft?.text).toContain('Есть ли размер 48? / И какой цвет?')
  })

  it('is refused when the buyer edited the message in between', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const [message] = house.sandbox.visibleThread(chatId)
    house.sandbox.buyerEdits(chatId, message?.messageId ?? '', 'Есть ли размер 50?')
    await house.advance(100)
    await expect(anna.approve(seen)).rejects.toMatchObject({ details: { what: 'message_edited' } })
    const reread = await anna.reopen(seen)
    expect(reread.messages[0]).toMatchObject({
      text: 'Есть ли размер 50?',
      versions: [{ text: 'Есть ли размер 48?' }],
    })
  })

  it('is refused with a fingerprint of another state', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    if (seen.draft) seen.draft.fingerprint = 'read-elsewhere'
    await expect(anna.approve(seen)).rejects.toMatchObject({ kind: 'conflict', code: 'draft_changed' })
  })

  it('is refused after the window closed, and nothing is sent', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    house.setNow(house.clock.now().getTime() + 49 * 3_600_000)
    await expect(anna.approve(seen)).rejects.toMatchObject({ code: 'window_closed' })
    await house.start()
    await house.advance(600_000)
    expect(house.sandbox.allSends()).toHaveLength(0)
    expect(await anna.count('todo')).toBe(0)
  })

  it('of a blocked text is refused, whoever presses the key', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await expect(anna.approve(seen, [BLOCKED])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'text_blocked',
    })
    expect((await anna.reopen(seen)).draft).not.toBeNull()
    const edit = { ...refOf(seen), ...draftOf(seen), actor: anna.actor, text: 'Звоните +7 999' }
    await expect(editDraft(anna.deps([BLOCKED]), edit)).rejects.toMatchObject({ code: 'text_blocked' })
  })

  it('leaves an audit row with what was approved', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await anna.approve(seen)
    const rows = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, house.shopId))
    expect(rows).toMatchObject([
      {
        actor: anna.actor.id,
        action: 'draft.approve',
        subject: `conversation/${seen.conversation.conversationId}`,
      },
    ])
  })

  it('can be taken back within the undo seconds, and the draft waits again', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const reply = await anna.approve(seen)
    await house.advance(UNDO_MS - 1_000)
    await undoReply(anna.deps(), { ...refOf(seen), replyId: reply.id, actor: anna.actor })
    await house.advance(UNDO_MS + 5_000)
    expect(shown()).toHaveLength(0)
    const again = await anna.reopen(seen)
    expect(again.draft).toMatchObject({ origin: 'undo', text: seen.draft?.text })
    await anna.approve(again)
    await house.advance(UNDO_MS + 2_000)
    expect(shown()).toHaveLength(1)
  })

  it('cannot be taken back once it left', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const reply = await anna.approve(seen)
    await house.advance(UNDO_MS + 2_000)
    await expect(
      undoReply(anna.deps(), { ...refOf(seen), replyId: reply.id, actor: anna.actor }),
    ).rejects.toMatchObject({
      code: 'too_late_to_undo',
      details: { what: 'visible' },
    })
  })

  it('waits for the agent who has the case open, until the claim runs out', async () => {
    const [anna, boris] = [agentOf(house, 0), agentOf(house, 1)]
    const seen = await anna.openFirst()
    await claimConversation(anna.deps(), { ...refOf(seen), actor: anna.actor })
    await expect(boris.approve(seen)).rejects.toMatchObject({
      code: 'claimed_by_other',
      details: { by: 'anna' },
    })
    await releaseClaim(boris.deps(), { ...refOf(seen), actor: boris.actor })
    await expect(boris.approve(seen)).rejects.toMatchObject({ code: 'claimed_by_other' })
    house.setNow(house.clock.now().getTime() + 3 * 60_000)
    await expect(boris.approve(seen)).resolves.toBeDefined()
  })

  it('with own words sends those and keeps both texts', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await editDraft(anna.deps(), {
      ...refOf(seen),
      ...draftOf(seen),
      actor: anna.actor,
      text: '  Да, 48 есть.  ',
    })
    await house.advance(UNDO_MS + 2_000)
    expect(shown().map((message) => message.text)).toEqual(['Да, 48 есть.'])
    expect((await anna.reopen(seen)).decisions).toMatchObject([{ kind: 'edit', actorName: 'anna' }])
  })

  it('is not possible after a refusal; a redo brings a new draft, an escalation moves the case', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await redoDraft(anna.deps(), { ...refOf(seen), ...draftOf(seen), actor: anna.actor, note: 'короче' })
    await house.advance(100)
    const second = await anna.reopen(seen)
    expect(second.draft?.id).not.toBe(seen.draft?.id)
    await refuseDraft(anna.deps(), {
      ...refOf(second),
      ...draftOf(second),
      actor: anna.actor,
      reason: 'wrong_fact',
    })
    await expect(anna.approve(second)).rejects.toMatchObject({
      code: 'draft_decided',
      details: { what: 'refused' },
    })
    await expect(
      escalateCase(anna.deps(), { ...escalation(second), actor: anna.actor }),
    ).rejects.toMatchObject({ code: 'draft_decided' })
    house.sandbox.buyerSays(chatId, 'Алло?')
    await house.advance(BURST_QUIET_MS + 100)
    const third = await anna.reopen(seen)
    await escalateCase(anna.deps(), { ...escalation(third), actor: anna.actor })
    expect(await anna.count('escalated')).toBe(1)
    expect(await anna.count('todo')).toBe(0)
  })

  it('is not needed to write an own reply, which is bound to the state that was read', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const write = {
      ...refOf(seen),
      actor: anna.actor,
      text: 'Да, есть.',
      revision: seen.conversation.revision,
    }
    await expect(writeReply(anna.deps(), { ...write, revision: write.revision - 1 })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await writeReply(anna.deps(), write)
    await expect(anna.approve(seen)).rejects.toMatchObject({ code: 'draft_decided' })
    await house.advance(UNDO_MS + 2_000)
    expect(shown().map((message) => message.text)).toEqual(['Да, есть.'])
  })
})

function escalation(seen: Case) {
  const { draftId: id, fingerprint } = draftOf(seen)
  const { revision } = seen.conversation
  return {
    ...refOf(seen),
    revision,
    draft: { id, fingerprint },
    to: { role: 'lead' as const },
    summary: 'сложно',
  }
}
