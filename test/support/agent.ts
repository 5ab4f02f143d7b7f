import type { Actor } from '../../src/domain/actor.ts'
import type { Check } from '../../src/domain/draft.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import type { InboxStatus } from '../../src/http/contracts/inbox.ts'
import { approveDraft } from '../../src/review/approve-draft.ts'
import { listInbox } from '../../src/review/list-inbox.ts'
import { loadCase } from '../../src/review/load-case.ts'
import { type House, UNDO_MS } from './house.ts'

/** What an agent does in the house's tests, in their words. */
export function agentOf(house: House, index = 0) {
  const { db, clock, shopId } = house
  const actor = house.actors[index]
  if (!actor) throw new Error(`the house has no agent ${index}`)
  const deps = (checks: Check[] = []) => ({ db, clock, undoMs: UNDO_MS, checkReply: async () => checks })

  async function openFirst(status: InboxStatus = 'todo'): Promise<Case> {
    const { items } = await listInbox({ db, clock }, { status, shopId, limit: 50, scope: 'all' })
    const [first] = items
    if (!first) throw new Error(`nothing under ${status}`)
    return loadCase({ db, clock }, { shopId, conversationId: first.conversationId })
  }

  return {
    actor: actor satisfies Actor,
    deps,
    openFirst,
    reopen: (seen: Case) => loadCase({ db, clock }, refOf(seen)),
    count: async (status: InboxStatus) =>
      (await listInbox({ db, clock }, { status, shopId, limit: 50, scope: 'all' })).items.length,
    approve: (seen: Case, checks?: Check[], acknowledgedWarnings?: string[]) =>
      approveDraft(deps(checks), { ...refOf(seen), ...draftOf(seen), actor, acknowledgedWarnings }),
  }
}

export const refOf = ({ conversation }: Case) => ({
  shopId: conversation.shopId,
  conversationId: conversation.conversationId,
})

export function draftOf({ draft }: Case): { draftId: string; fingerprint: string } {
  if (!draft) throw new Error('the case has no draft')
  return { draftId: draft.id, fingerprint: draft.fingerprint }
}
