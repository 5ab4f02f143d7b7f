import { eq } from 'drizzle-orm'
import { openSession } from '../../src/access/sessions.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import type { CaseState, TimelineEntry } from '../../src/http/contracts/case-desk.ts'
import { openDesk, type Person } from './desk.ts'
import { BURST_QUIET_MS } from './house.ts'

type Read = { conversationId: string; revision: number }
export type MergeDesk = Awaited<ReturnType<typeof openMergeDesk>>

/** A desk at which cases are merged: what an agent does with a conversation, by its id. */
export async function openMergeDesk(database: OpenDatabase) {
  const desk = await openDesk(database)
  const { house } = desk
  let anna = await desk.server.asRole('agent')
  const chats = new Map<string, string>()
  const path = (id: string) => `/api/shops/${house.shopId}/conversations/${id}`
  const read = (id: string): Promise<Case> => desk.call(anna, 'GET', path(id))
  const post = (id: string, act: string, body: object, as: Person = anna) =>
    desk.call(as, 'POST', `${path(id)}/${act}`, body)
  return {
    ...desk,
    get anna() {
      return anna
    },
    read,
    post,
    put: (id: string, what: string, body: object) => desk.call(anna, 'PUT', `${path(id)}/${what}`, body),
    merge: (id: string, conversationId: string) => post(id, 'merge', { conversationId }),
    part: (id: string, conversationId: string) => post(id, 'part', { conversationId }),
    state: async (id: string): Promise<CaseState> => (await read(id)).conversation.case,
    timeline: async (id: string): Promise<TimelineEntry[]> =>
      (await desk.call(anna, 'GET', `${path(id)}/timeline`)).entries,
    /** `unanswered`: what was read of the case's other conversations. */
    closeCase: async (id: string, body: object, unanswered: Read[]) =>
      post(id, 'close', { revision: (await read(id)).conversation.revision, unanswered, ...body }),
    /** Ids of what waits in the queue, sorted. */
    todo: async (): Promise<string[]> =>
      (await desk.inbox(anna, 'status=todo')).items
        .map(({ conversationId }: { conversationId: string }) => conversationId)
        .sort(),
    /** A chat of that buyer; the id of its conversation. */
    chat: async (buyerId: string, words: string): Promise<string> => {
      const { chatId } = house.sandbox.startChat({
        clientId: house.clientId,
        buyer: { id: buyerId, name: 'Анна' },
      })
      house.sandbox.buyerSays(chatId, words)
      await house.advance(BURST_QUIET_MS + 100)
      const [row] = await house.db
        .select({ id: conversations.id })
        .from(conversations)
        .where(eq(conversations.externalId, chatId))
      if (!row) throw new Error(`no conversation of ${chatId}`)
      chats.set(row.id, chatId)
      return row.id
    },
    says: async (id: string, words: string): Promise<void> => {
      house.sandbox.buyerSays(chats.get(id) ?? '', words)
      await house.advance(BURST_QUIET_MS + 100)
    },
    answer: async (id: string, text: string): Promise<void> => {
      const { revision } = (await read(id)).conversation
      await post(id, 'write', { text, revision })
      await house.advance(60_000)
    },
    /** Time passes, and Anna signs in again after it. */
    pass: async (ms: number): Promise<void> => {
      await house.advance(ms)
      const { secret } = await openSession(house.db, anna.id, house.clock.now())
      anna = { ...anna, headers: { ...anna.headers, cookie: `otvet_session=${secret}` } }
    },
    /** A conversation in another shop. */
    foreignChat: async (id: string): Promise<void> => {
      const { db, shopId, clock } = house
      const [own] = await db.select().from(shops).where(eq(shops.id, shopId))
      if (!own) throw new Error('the house has no shop')
      await db.insert(shops).values({ ...own, id: 'foreign', clientId: 'foreign', webhookKeyHash: 'foreign' })
      await db.insert(conversations).values({
        shopId: 'foreign',
        id,
        channel: 'ozon-chat',
        externalId: id,
        buyerExternalId: '7',
        createdAt: clock.now(),
      })
    },
  }
}
