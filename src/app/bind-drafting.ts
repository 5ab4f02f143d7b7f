import { downloadChatFile } from '../channels/ozon/client/download-chat-file.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { classifyTurn } from '../drafting/classify/classify-turn.ts'
import { classifyWithModel } from '../drafting/classify/classify-with-model.ts'
import { loadOwnCategories } from '../drafting/classify/shop-categories.ts'
import { composeBuiltIn } from '../drafting/compose/built-in-composer.ts'
import { composeWithModel } from '../drafting/compose/model-composer.ts'
import { PHOTO_BYTES, readPhotos } from '../drafting/read-photos.ts'
import type { DraftingDeps } from '../drafting/run-drafting.ts'
import { readAgain, SECOND_READING } from '../drafting/second-reading/read-again.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { searchKnowledge } from '../knowledge/search-knowledge.ts'
import { loadLivePrompt } from '../prompting/live-prompt.ts'
import type { App } from './create-app.ts'
import type { LanguageModels } from './language-models.ts'

type Parts = Pick<App, 'db' | 'clock' | 'log' | 'env' | 'checkReply'> & {
  readonly models: Pick<LanguageModels, 'forShop' | 'canSee'> | undefined
  liveSpace: Pick<App['liveSpace'], 'embedder'>
  connections: Pick<App['connections'], 'openChannel' | 'openClient'>
}

/** The steps of a draft: with a model it reads and writes, without one the built-in ones do. */
export function bindDrafting(app: Parts): Omit<DraftingDeps, 'db' | 'clock'> {
  const { db, clock, log, liveSpace, connections, checkReply } = app
  const timeoutMs = app.env.MODEL_TIMEOUT_SECONDS * 1_000
  const facts = { db, clock, log, openChannel: connections.openChannel }
  return {
    classify: async ({ text, thread }, ref) => {
      const own = await loadOwnCategories(db, ref.shopId)
      const { models } = app
      if (!models) return classifyTurn(text, own)
      const prompt = await loadLivePrompt(db, { ...ref, name: 'classify' })
      const deps = { model: models.forShop(ref), timeoutMs, prompt }
      return (await classifyWithModel(deps, { text, thread, own })).classification
    },
    gatherFacts: (input) => gatherFacts(facts, input),
    search: async (input) => searchKnowledge({ db, clock, embedder: await liveSpace.embedder() }, input),
    // Nobody who cannot see needs them.
    readPhotos: async (urls, { shopId }) => {
      if (!app.models?.canSee) return null
      const client = await connections.openClient(shopId)
      const openPhoto = (url: string) => downloadChatFile(client, url, { maxBytes: PHOTO_BYTES })
      return readPhotos({ openPhoto, log }, urls)
    },
    compose: async (input, ref) => {
      const { models } = app
      if (!models) return composeBuiltIn(input)
      const prompt = await loadLivePrompt(db, { ...ref, name: 'draft' })
      return composeWithModel({ model: models.forShop(ref), timeoutMs, prompt }, input)
    },
    checkReply,
    readAgain: async (input, ref) => {
      const { models } = app
      if (!models || !(await readPolicy(db, ref.shopId)).policy.readsAgain) return undefined
      const prompt = await loadLivePrompt(db, { ...ref, name: SECOND_READING })
      const asked = await readAgain({ model: models.forShop(ref), timeoutMs, prompt }, input)
      return asked.ok ? asked.value : undefined
    },
  }
}
