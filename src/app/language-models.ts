import type { ChosenModel } from '../access/chosen-model.ts'
import type { Env } from '../config/env-schema.ts'
import type { Database } from '../db/client.ts'
import { type Breaker, createBreaker } from '../llm/breaker.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import { modelChain } from '../llm/model-chain.ts'
import type { ModelPrice } from '../llm/model-price.ts'
import { type ChatModelConfig, createOpenAiChatModel } from '../llm/openai-chat-model.ts'
import { shopModel } from '../llm/shop-model.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'

type Deps = { db: Database; clock: Clock; log: Logger }

export type KnownModel = {
  chat: ChatModel
  breaker: Breaker
  name: string
  baseUrl: string | null
  canSee: boolean
  /** Without a price its calls count as free. */
  isPriced: boolean
}

export type LanguageModels = {
  /** In the order in which they are asked; behind the last one stand the built-in steps. */
  known: readonly [KnownModel, ...KnownModel[]]
  canSee: boolean
  /** The chain on the account and within the budget of this shop. */
  forShop(ref: { shopId: string; conversationId?: string | undefined }): ChatModel
}

/** The models that read and write: any OpenAI-compatible servers; undefined when the settings name none. */
export function modelsOfSettings(env: Env, deps: Deps): LanguageModels | undefined {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return undefined
  const first = knownModel(deps, {
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    model: env.OPENAI_MODEL,
    canSee: env.OPENAI_VISION === 'on',
    price: priceOf(env.OPENAI_INPUT_PRICE, env.OPENAI_OUTPUT_PRICE),
  })
  const known: [KnownModel, ...KnownModel[]] = [first]
  if (env.SECOND_MODEL) {
    const second = knownModel(deps, {
      // A key is shown to the server that it is for, never to another one.
      apiKey: env.SECOND_MODEL_BASE_URL
        ? env.SECOND_MODEL_API_KEY
        : (env.SECOND_MODEL_API_KEY ?? env.OPENAI_API_KEY),
      baseUrl: env.SECOND_MODEL_BASE_URL ?? env.OPENAI_BASE_URL,
      model: env.SECOND_MODEL,
      canSee: env.SECOND_MODEL_VISION === 'on',
      price: priceOf(env.SECOND_MODEL_INPUT_PRICE, env.SECOND_MODEL_OUTPUT_PRICE),
    })
    known.push(second)
  }
  return chained(env, known, deps)
}

/** The model that an admin chose in the console. */
export function modelsOfChoice(env: Env, chosen: ChosenModel, deps: Deps): LanguageModels {
  return chained(env, [knownModel(deps, configOfChoice(chosen))], deps)
}

/** How to ask the server that was chosen. */
export const configOfChoice = ({
  apiKey,
  baseUrl,
  model,
  canSee,
  inputPrice,
  outputPrice,
}: Pick<
  ChosenModel,
  'apiKey' | 'baseUrl' | 'model' | 'canSee' | 'inputPrice' | 'outputPrice'
>): ChatModelConfig => ({
  apiKey,
  baseUrl: baseUrl ?? undefined,
  model,
  canSee,
  price: priceOf(inputPrice ?? undefined, outputPrice ?? undefined),
})

function chained(env: Env, known: LanguageModels['known'], deps: Deps): LanguageModels {
  const chain = modelChain(known)
  const defaultBudgetMicros = budgetMicrosOf(env)
  return {
    known,
    canSee: chain.canSee === true,
    forShop: (ref) => shopModel({ ...deps, chain, defaultBudgetMicros }, ref),
  }
}

function knownModel({ clock }: Deps, config: ChatModelConfig): KnownModel {
  return {
    chat: createOpenAiChatModel(config),
    breaker: createBreaker(clock),
    name: config.model,
    baseUrl: config.baseUrl ?? null,
    canSee: config.canSee === true,
    isPriced: config.price !== undefined,
  }
}

/** What a shop may spend that says nothing of its own; null is no limit. */
export const budgetMicrosOf = ({
  MODEL_MONTHLY_BUDGET: budget,
}: Pick<Env, 'MODEL_MONTHLY_BUDGET'>): number | null =>
  budget === undefined ? null : Math.round(budget * 1_000_000)

const priceOf = (input: number | undefined, output: number | undefined): ModelPrice | undefined =>
  input === undefined && output === undefined ? undefined : { input: input ?? 0, output: output ?? 0 }
