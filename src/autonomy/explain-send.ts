import { and, desc, eq, ne } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts } from '../db/schema/drafting.ts'
import { jobs } from '../db/schema/jobs.ts'
import { autoSends } from '../db/schema/policy.ts'
import { readStops } from '../db/stop-switch.ts'
import { ACKNOWLEDGEMENT_ORIGIN } from '../domain/acknowledgement.ts'
import { routeDraft } from '../domain/routing.ts'
import { type AutoSend, autoSendSchema } from '../http/contracts/autonomy.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound } from '../shared/errors.ts'
import { loadSituation } from './load-situation.ts'

type Deps = { db: Database; clock: Clock; defaultBudgetMicros: number | null }
type Ref = { shopId: string; conversationId: string }

const NOTHING: AutoSend = {
  draftId: null,
  status: 'none',
  sendAfter: null,
  reasons: [],
  settledBy: null,
  settledAt: null,
  acknowledgesAt: null,
}

/** What was decided about the newest draft of a conversation, or, where nothing was planned, what stands against it. */
export async function explainSend(deps: Deps, ref: Ref): Promise<AutoSend> {
  const { db, clock } = deps
  const { shopId, conversationId } = ref
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!conversation) throw notFound('conversation_not_found', 'There is no such conversation.')
  const [row] = await db
    .select({ draft: drafts, plan: autoSends, name: users.name })
    .from(drafts)
    .leftJoin(autoSends, and(eq(autoSends.shopId, drafts.shopId), eq(autoSends.draftId, drafts.id)))
    .leftJoin(users, eq(users.id, autoSends.settledBy))
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        ne(drafts.origin, ACKNOWLEDGEMENT_ORIGIN),
      ),
    )
    .orderBy(desc(drafts.createdAt), desc(drafts.id))
    .limit(1)
  if (!row) return NOTHING
  const acknowledgesAt = await acknowledgementDue(db, ref)
  const { draft, plan, name } = row
  if (plan) {
    return autoSendSchema.parse({
      draftId: draft.id,
      status: plan.status,
      sendAfter: plan.sendAfter?.toISOString() ?? null,
      reasons: plan.reasons,
      settledBy: name ?? plan.settledBy,
      settledAt: plan.settledAt?.toISOString() ?? null,
      acknowledgesAt,
    })
  }
  if (draft.status !== 'pending') return { ...NOTHING, draftId: draft.id, acknowledgesAt }
  const stops = await readStops(db, shopId)
  const { defaultBudgetMicros } = deps
  const now = clock.now()
  const { reasons } = routeDraft(
    await loadSituation(db, { draft, conversation, stops, now, defaultBudgetMicros }),
  )
  return { ...NOTHING, draftId: draft.id, status: 'held', reasons, acknowledgesAt }
}

/** When the buyer is to be told that the message was received; whether it is still right is decided then. */
async function acknowledgementDue(db: Database, ref: Ref): Promise<string | null> {
  const [job] = await db
    .select({ runAt: jobs.runAt })
    .from(jobs)
    .where(and(eq(jobs.queue, 'acknowledge'), eq(jobs.key, conversationKey(ref))))
  return job?.runAt.toISOString() ?? null
}
