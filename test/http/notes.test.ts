import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords, users } from '../../src/db/schema/access.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let agent: Person
let other: Person
let lead: Person
let count = 0

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  agent = await desk.server.asRole('agent')
  other = await desk.server.asRole('agent')
  lead = await desk.server.asRole('lead')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

const newCase = () => desk.buyerAsks(`Есть ли размер ${40 + count++}?`)
const act = (as: Person, seen: Case, verb: string, body: object) =>
  desk.call(as, 'POST', `${desk.path(seen)}/${verb}`, body)
const reopen = (as: Person, seen: Case) => desk.call(as, 'GET', desk.path(seen))
const idsIn = async (as: Person, view: string): Promise<string[]> =>
  (await desk.inbox(as, `status=${view}`)).items.map(
    ({ conversationId }: { conversationId: string }) => conversationId,
  )
const counts = async (as: Person) => (await desk.inbox(as, 'status=todo')).counts
const idOf = ({ conversation }: Case) => conversation.conversationId

test('who is named in a note finds the case in their queue, until they have seen it', async () => {
  const seen = await newCase()
  const before = (await counts(other)).mentioned
  await act(agent, seen, 'notes', { text: `Спроси склад`, mentions: [other.id] })
  expect(await idsIn(other, 'mentioned')).toContain(idOf(seen))
  expect((await counts(other)).mentioned).toBe(before + 1)
  expect((await counts(lead)).mentioned).toBe(0)
  const read = await reopen(other, seen)
  expect(read.conversation.isMentioned).toBe(true)
  expect(read.notes).toMatchObject([
    { kind: 'note', text: 'Спроси склад', author: { id: agent.id }, mentions: [{ id: other.id }] },
  ])
  await act(other, seen, 'mentions/read', {})
  expect((await counts(other)).mentioned).toBe(before)
  expect((await reopen(other, seen)).conversation.isMentioned).toBe(false)
  expect(await idsIn(other, 'mentioned')).toContain(idOf(seen))
})

test('nobody is called by their own note, and nobody who is gone can be named', async () => {
  const seen = await newCase()
  await act(agent, seen, 'notes', { text: 'Себе', mentions: [agent.id, agent.id] })
  expect((await counts(agent)).mentioned).toBe(0)
  const gone = await desk.server.asRole('agent')
  await database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.id))
  for (const mentions of [[gone.id], ['nobody']])
    expect((await act(agent, seen, 'notes', { text: 'x', mentions })).code).toBe('person_not_found')
  expect((await reopen(agent, seen)).notes).toHaveLength(1)
  expect((await act(agent, seen, 'notes', { text: '  ' })).code).toBe('note_empty')
  const { people } = await desk.call(agent, 'GET', `/api/colleagues?shopId=${desk.house.shopId}`)
  const ids = people.map(({ id }: { id: string }) => id)
  expect(ids).toContain(lead.id)
  expect(ids).not.toContain(gone.id)
})

const escalation = (seen: Case, to: object) => ({
  revision: seen.conversation.revision,
  draft: seen.draft ? { id: seen.draft.id, fingerprint: seen.draft.fingerprint } : undefined,
  to,
  summary: 'Требует вернуть деньги',
})

test('an escalated case goes to the person with its summary, and back with a new draft', async () => {
  const seen = await newCase()
  await act(agent, seen, 'escalate', escalation(seen, { userId: lead.id }))
  expect(await idsIn(agent, 'todo')).not.toContain(idOf(seen))
  expect(await idsIn(lead, 'mentioned')).toContain(idOf(seen))
  expect(await idsIn(lead, 'escalated&escalatedTo=me')).toContain(idOf(seen))
  expect(await idsIn(other, 'escalated&escalatedTo=me')).not.toContain(idOf(seen))
  const read = await reopen(lead, seen)
  expect(read.conversation.escalatedTo).toEqual({
    person: { id: lead.id, name: 'lead' },
    role: null,
    department: null,
  })
  expect(read.draft).toBeNull()
  expect(read.earlierDraft).toMatchObject({ id: seen.draft?.id, text: seen.draft?.text })
  expect(read.notes).toMatchObject([{ kind: 'escalation', text: 'Требует вернуть деньги' }])
  expect(read.draft).toBeNull()
  const { revision } = read.conversation
  expect((await act(lead, seen, 'hand-back', { revision: revision + 1, note: '' })).code).toBe(
    'draft_superseded',
  )
  // The clock stands still unless it is told: of two notes of one moment neither is the later.
  await desk.house.advance(1_000)
  expect((await act(lead, seen, 'hand-back', { revision, note: 'Предложи возврат' })).status).toBe(200)
  await desk.house.advance(10_000)
  const back = await reopen(agent, seen)
  expect(back.conversation).toMatchObject({ status: 'open', escalatedTo: null, isMentioned: true })
  expect(back.draft).not.toBeNull()
  expect(back.notes.at(-1)).toMatchObject({ kind: 'hand_back', text: 'Предложи возврат' })
  expect((await act(lead, seen, 'hand-back', { revision, note: '' })).code).toBe('not_escalated')
})

test('escalated to a role it is for everybody of that role, with or without a draft', async () => {
  const seen = await newCase()
  const { draft } = seen
  await act(agent, seen, `drafts/${draft?.id}/refuse`, { fingerprint: draft?.fingerprint, reason: 'tone' })
  const bare = { ...escalation(seen, { role: 'lead' }), draft: undefined }
  expect((await act(agent, seen, 'escalate', bare)).status).toBe(200)
  expect((await counts(lead)).escalatedToMe).toBeGreaterThan(0)
  expect((await counts(other)).escalatedToMe).toBe(0)
  expect(await idsIn(lead, 'mentioned')).toContain(idOf(seen))
  const rows = await database.db
    .select({ action: auditRecords.action })
    .from(auditRecords)
    .where(eq(auditRecords.subject, `conversation/${idOf(seen)}`))
  expect(rows.map(({ action }) => action)).toEqual(['draft.refuse', 'case.escalate'])
})

test('an escalation is refused to oneself, to nobody, to both, and on a state that is gone', async () => {
  const seen = await newCase()
  const escalate = (to: object, change: object = {}) =>
    act(agent, seen, 'escalate', { ...escalation(seen, to), ...change })
  expect((await escalate({ userId: agent.id })).code).toBe('escalate_to_self')
  expect((await escalate({ userId: 'nobody' })).code).toBe('person_not_found')
  expect((await escalate({})).status).toBe(400)
  expect((await escalate({ userId: lead.id, role: 'lead' })).status).toBe(400)
  expect((await escalate({ role: 'lead' }, { summary: ' ' })).code).toBe('summary_empty')
  expect((await escalate({ role: 'lead' }, { revision: seen.conversation.revision + 1 })).code).toBe(
    'draft_superseded',
  )
  // Nothing of it happened: the draft still waits.
  expect((await reopen(agent, seen)).draft?.id).toBe(seen.draft?.id)
})

test('of two who escalate at once one does', async () => {
  const seen = await newCase()
  const both = await Promise.all(
    [agent, other].map((person) => act(person, seen, 'escalate', escalation(seen, { role: 'lead' }))),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await reopen(lead, seen)).notes).toHaveLength(1)
})

test('who reads a case beside its worker is seen, and gone when they leave', async () => {
  const seen = await newCase()
  const claim = `${desk.path(seen)}/claim`
  expect((await desk.call(agent, 'POST', claim, {})).status).toBe(200)
  expect((await desk.call(other, 'POST', claim, {})).code).toBe('claimed_by_other')
  expect((await reopen(agent, seen)).readers).toEqual([{ id: other.id, name: 'agent' }])
  await desk.call(other, 'DELETE', claim)
  expect((await reopen(agent, seen)).readers).toEqual([])
  await desk.call(other, 'POST', claim, {})
  desk.house.setNow(desk.house.clock.now().getTime() + 3 * 60_000)
  expect((await reopen(agent, seen)).readers).toEqual([])
})
