import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { caseEvents } from '../../src/db/schema/cases.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

describe('the stages of a complaint', () => {
  let database: OpenDatabase
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(async () => {
    await desk?.close()
    await database.close()
  })
  beforeEach(async () => {
    await desk?.close()
    desk = await openDesk(database)
    anna = await desk.server.asRole('agent')
  })
  const reload = (seen: Case): Promise<Case> => desk.call(anna, 'GET', desk.path(seen))
  const stageOf = async (seen: Case) => (await reload(seen)).conversation.case.stage
  const setStage = (seen: Case, stage: string | null, from: string | null) =>
    desk.call(anna, 'PUT', `${desk.path(seen)}/stage`, { stage, from })
  const complains = (words = 'Пришёл с трещиной!') => {
    const { classify } = desk.house.deps.drafting
    desk.house.deps.drafting.classify = async (...turn) => ({
      ...(await classify(...turn)),
      category: 'defect',
    })
    return desk.buyerAsks(words)
  }
  const answer = async (seen: Case, text: string) => {
    const { conversation } = await reload(seen)
    const { revision } = conversation
    expect(await desk.call(anna, 'POST', `${desk.path(seen)}/write`, { text, revision })).toMatchObject({
      status: 200,
    })
    await desk.house.advance(60_000)
  }

  it('begin with listening for a complaint, and not for a question', async () => {
    expect(await stageOf(await desk.buyerAsks('Какой размер?'))).toBeNull()
    const seen = await complains()
    expect(await stageOf(seen)).toBe('listen')
    const { items } = await desk.inbox(anna, 'status=todo&stage=listen')
    expect(items).toMatchObject([{ conversationId: seen.conversation.conversationId }])
  })

  it('move on once a question has reached the buyer, and once a remedy has', async () => {
    const { compose } = desk.house.deps.drafting
    desk.house.deps.drafting.compose = async (...input) => ({ ...(await compose(...input)), kind: 'clarify' })
    const seen = await complains()
    const { draft } = seen
    const path = `${desk.path(seen)}/drafts/${draft?.id}/approve`
    await desk.call(anna, 'POST', path, { fingerprint: draft?.fingerprint })
    expect(await stageOf(seen)).toBe('listen')
    await desk.house.advance(60_000)
    expect(await stageOf(seen)).toBe('investigate')
    await answer(seen, 'Здравствуйте! Проверим остаток на складе и ответим вам 22 ноября.')
    expect(await stageOf(seen)).toBe('investigate')
    await answer(seen, 'Здравствуйте! Заменим крышку и отправим её 24 ноября.')
    expect(await stageOf(seen)).toBe('propose')
  })

  it('are set by hand in either direction, and never moved back by code', async () => {
    const seen = await complains()
    expect((await setStage(seen, 'confirm', 'listen')).status).toBe(200)
    await answer(seen, 'Здравствуйте! Заменим крышку и отправим её 24 ноября.')
    expect(await stageOf(seen)).toBe('confirm')
    expect((await setStage(seen, 'investigate', 'confirm')).status).toBe(200)
    expect(await stageOf(seen)).toBe('investigate')
    expect((await setStage(seen, null, 'investigate')).status).toBe(200)
    expect(await stageOf(seen)).toBeNull()
  })

  it('are not set over what a colleague has set meanwhile', async () => {
    const seen = await complains()
    const outcomes = await Promise.all([
      setStage(seen, 'investigate', 'listen'),
      setStage(seen, 'propose', 'listen'),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await setStage(seen, 'nonsense', 'listen')).status).toBeOneOf([400, 422])
  })

  it('stand in the timeline with what else happened, in order, and nobody rewrites it', async () => {
    const seen = await complains()
    await setStage(seen, 'investigate', 'listen')
    await answer(seen, 'Здравствуйте! Заменим крышку и отправим её 24 ноября.')
    const { entries } = await desk.call(anna, 'GET', `${desk.path(seen)}/timeline`)
    expect(entries.map(({ kind, detail }: { kind: string; detail: string }) => `${kind} ${detail}`)).toEqual([
      'received null',
      'drafted review',
      'stage listen',
      'draft_refused written_by_person',
      'edited written_by_person',
      'stage investigate',
      'sent null',
      'visible null',
      'promise_made null',
      'stage propose',
    ])
    const byHand = entries.find(({ detail }: { detail: string }) => detail === 'investigate')
    expect(byHand.actor).toMatchObject({ id: anna.id })
    const { db } = database
    await expect(db.update(caseEvents).set({ actor: 'nobody' })).rejects.toThrow()
    await expect(db.delete(caseEvents)).rejects.toThrow()
    await db.delete(shops).where(eq(shops.id, desk.house.shopId))
    const [left] = await db
      .select({ n: sql<number>`count(*)` })
      .from(caseEvents)
      .where(eq(caseEvents.shopId, desk.house.shopId))
    expect(Number(left?.n)).toBe(0)
  })
})
