import { classifyTurn } from '../drafting/classify/classify-turn.ts'
import { classifyWithModel } from '../drafting/classify/classify-with-model.ts'
import { composeBuiltIn } from '../drafting/compose/built-in-composer.ts'
import { composeWithModel } from '../drafting/compose/model-composer.ts'
import type { DraftingDeps } from '../drafting/run-drafting.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { searchKnowledge } from '../knowledge/search-knowledge.ts'
import type { App } from './create-app.ts'

/** The steps of a draft: with a model it reads and writes, without one the built-in ones do. */
export function bindDrafting(app: App): Omit<DraftingDeps, 'db' | 'clock'> {
  const { db, clock, log, model, liveSpace, connections, checkReply } = app
  const timeoutMs = app.env.MODEL_TIMEOUT_SECONDS * 1_000
  const facts = { db, clock, log, openChannel: connections.openChannel }
  return {
    classify: async ({ text, thread }) =>
      model
        ? (await classifyWithModel({ model, timeoutMs }, { text, thread })).classification
        : classifyTurn(text),
    gatherFacts: (input) => gatherFacts(facts, input),
    search: async (input) => searchKnowledge({ db, clock, embedder: await liveSpace.embedder() }, input),
    compose: model ? (input) => composeWithModel({ model, timeoutMs }, input) : composeBuiltIn,
    checkReply,
  }
}
