import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { readMembers } from '../cases/case-row.ts'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { caseNotes, noteMentions } from '../db/schema/desk.ts'
import { whoSees } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import { type AddNote, type CaseNote, type Colleague, caseNoteSchema } from '../http/contracts/notes.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { requireTakers } from './department-members.ts'
import { lockConversation } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }

const MOST_SHOWN = 200
const MOST_PEOPLE = 1000

/** Who can be named or handed a case of a shop: those who may see it. */
export async function listColleagues(db: Executor, shopId: string): Promise<Colleague[]> {
  const rows = await db
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .where(worksFor(shopId))
    .orderBy(asc(users.name), asc(users.id))
    .limit(MOST_PEOPLE)
  return rows.map((row) => ({ ...row, role: row.role as Colleague['role'] }))
}

/** Of `users`: who can sign in and may see the shop. */
export const worksFor = (shopId: string) => and(isNull(users.disabledAt), whoSees(shopId))

/** The notes of a case, from whichever of its conversations, oldest first. */
export async function loadNotes(db: Executor, ref: Ref): Promise<CaseNote[]> {
  const { shopId } = ref
  const members = await readMembers(db, ref)
  const rows = await db
    .select({ note: caseNotes, authorName: users.name })
    .from(caseNotes)
    .leftJoin(users, eq(users.id, caseNotes.author))
    .where(and(eq(caseNotes.shopId, shopId), inArray(caseNotes.conversationId, members)))
    .orderBy(desc(caseNotes.createdAt), desc(caseNotes.id))
    .limit(MOST_SHOWN)
  if (rows.length === 0) return []
  const ids = rows.map(({ note }) => note.id)
  const named = await db
    .select({ noteId: noteMentions.noteId, id: users.id, name: users.name })
    .from(noteMentions)
    .innerJoin(users, eq(users.id, noteMentions.userId))
    .where(and(eq(noteMentions.shopId, shopId), inArray(noteMentions.noteId, ids)))
    .orderBy(asc(users.name))
  return rows.reverse().map(({ note, authorName }) =>
    caseNoteSchema.parse({
      ...note,
      author: { id: note.author, name: authorName ?? note.author },
      mentions: named.filter(({ noteId }) => noteId === note.id).map(({ id, name }) => ({ id, name })),
      createdAt: note.createdAt.toISOString(),
    }),
  )
}

/** Leaves a note on a case; whoever is named in it, or is of a department that is, finds the case in their queue. */
export async function addNote(
  { db, clock }: Deps,
  { actor, ...input }: Ref & AddNote & { actor: Actor },
): Promise<void> {
  const text = input.text.trim()
  if (!text) throw invalid('note_empty', 'Expected a note.')
  await db.transaction(async (tx) => {
    const now = clock.now()
    await lockConversation(tx, input)
    const called = [...input.mentions]
    for (const departmentId of new Set(input.departments))
      called.push(...(await requireTakers(tx, { departmentId, shopId: input.shopId })).people)
    await insertNote(tx, { ...input, mentions: called, text, kind: 'note', actor, now })
    await recordAudit(tx, {
      shopId: input.shopId,
      actor: actor.id,
      action: 'case.note',
      subject: `conversation/${input.conversationId}`,
      after: { text, mentions: input.mentions, departments: input.departments },
      now,
    })
  })
}

type NewNote = Ref & {
  kind: CaseNote['kind']
  text: string
  /** Ids of people; each must be able to sign in and to see the shop. */
  mentions: readonly string[]
  actor: Pick<Actor, 'id'>
  now: Date
}

/** The note with its mentions, in the caller's transaction. Nobody is called by their own note. */
export async function insertNote(
  tx: Transaction,
  { kind, text, actor, now, ...input }: NewNote,
): Promise<void> {
  const { shopId, conversationId } = input
  const wanted = [...new Set(input.mentions)]
  const known = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, wanted), worksFor(shopId)))
  if (known.length < wanted.length)
    throw invalid('person_not_found', 'One of the people named is not there, or cannot sign in any more.')
  const id = newId(now)
  await tx
    .insert(caseNotes)
    .values({ shopId, id, conversationId, kind, author: actor.id, text, createdAt: now })
  const called = known.filter((person) => person.id !== actor.id)
  if (called.length > 0)
    await tx
      .insert(noteMentions)
      .values(called.map((person) => ({ shopId, noteId: id, userId: person.id, conversationId })))
  await recordChange(tx, { shopId, kind: 'note', conversationId, now })
}

/** The person has the notes before them: they call no more. */
export async function readMentions(
  { db, clock }: Deps,
  { actor, ...ref }: Ref & { actor: Actor },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const read = await tx
      .update(noteMentions)
      .set({ readAt: now })
      .where(
        and(
          eq(noteMentions.shopId, ref.shopId),
          inArray(noteMentions.conversationId, await readMembers(tx, ref)),
          eq(noteMentions.userId, actor.id),
          isNull(noteMentions.readAt),
        ),
      )
      .returning({ noteId: noteMentions.noteId })
    // The same person's other window counts them, too.
    if (read.length > 0) await recordChange(tx, { ...ref, kind: 'note', now })
  })
}

/** This person, if they can sign in and may see the shop. */
export async function activeOnly(tx: Transaction, shopId: string, userId: string): Promise<string[]> {
  const people = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), worksFor(shopId)))
  return people.map(({ id }) => id)
}
