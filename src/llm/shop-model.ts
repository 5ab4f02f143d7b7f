import type { Database } from '../db/client.ts'
import { modelCalls } from '../db/schema/policy.ts'
import type { Clock } from '../shared/clock.ts'
import { unavailable } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import type { Logger } from '../shared/logger.ts'
import type { ChatModel, ModelCall, StructuredRequest } from './chat-model.ts'
import { readBudgetLevel } from './model-spending.ts'

type Deps = { db: Database; clock: Clock; log: Logger; chain: ChatModel; defaultBudgetMicros: number | null }
type Ref = { shopId: string; conversationId?: string | undefined }

/**
 * The models as one shop may use them: every call is put on its account, and none is made once the month's budget is
 * spent (AppError `unavailable`, `model_budget_spent`). The budget is looked at before a question: questions under way
 * in several workers at that moment still count, so a month may end that much above it.
 */
export function shopModel(deps: Deps, ref: Ref): ChatModel {
  const { chain, clock } = deps
  return {
    model: chain.model,
    canSee: chain.canSee ?? false,
    async completeStructured(request, options = {}) {
      const level = await readBudgetLevel(deps, { shopId: ref.shopId, now: clock.now() })
      if (level === 'spent')
        throw unavailable('model_budget_spent', "The shop's budget for models is spent for this month")
      return chain.completeStructured(request, {
        ...options,
        onCall: async (call) => {
          await recordCall(deps, ref, request, call)
          await options.onCall?.(call)
        },
      })
    },
  }
}

/** A draft is worth more than its bill: what cannot be written down is told to the log. */
async function recordCall(
  { db, clock, log }: Deps,
  { shopId, conversationId }: Ref,
  { purpose, name, promptVersion }: Pick<StructuredRequest<unknown>, 'purpose' | 'name' | 'promptVersion'>,
  { retryAfterMs: _, ...call }: ModelCall,
): Promise<void> {
  const at = clock.now()
  try {
    await db.insert(modelCalls).values({
      ...call,
      id: newId(at),
      shopId,
      conversationId: conversationId ?? null,
      purpose: purpose ?? name,
      promptVersion: promptVersion ?? null,
      at,
    })
  } catch (error) {
    log.error({ err: error, shopId, outcome: call.outcome }, 'a model call could not be put on the account')
  }
}
