import type { App } from '../app/create-app.ts'
import { budgetMicrosOf, type KnownModel } from '../app/language-models.ts'
import { tryModel } from '../app/try-model.ts'

export type Finding = { topic: string; status: 'ok' | 'warning' | 'error'; message: string }

const PATIENCE_MS = 30_000
/** The letters before the settings of each model of the chain. */
const SETTINGS = ['OPENAI_MODEL', 'SECOND_MODEL'] as const

/** The chain, and each model of it asked one question. These questions belong to no shop's account. */
export async function modelFindings({ models, env }: Pick<App, 'models' | 'env'>): Promise<Finding[]> {
  const topic = 'model'
  if (!models)
    return [
      {
        topic,
        status: 'ok',
        message:
          'No model is configured; drafts come from the built-in drafter. Choose a model in the console, or set OPENAI_API_KEY or OPENAI_BASE_URL.',
      },
    ]
  const timeoutMs = Math.min(PATIENCE_MS, env.MODEL_TIMEOUT_SECONDS * 1_000)
  const names = models.known.map(({ name, canSee }) => (canSee ? `${name} (sees photos)` : name))
  const chain: Finding = {
    topic: 'models',
    status: 'ok',
    message: `Asked in this order: ${[...names, 'the built-in drafter'].join(', then ')}. One question takes ${env.MODEL_TIMEOUT_SECONDS} s at most.`,
  }
  const answers = await Promise.all(models.known.map((model, index) => modelFinding(model, index, timeoutMs)))
  const budget = budgetMicrosOf(env)
  const unpriced = models.known.filter(({ isPriced }) => !isPriced).map(({ name }) => name)
  const money: Finding[] =
    budget !== null && unpriced.length > 0
      ? [
          {
            topic: 'budget',
            status: 'warning',
            message: `MODEL_MONTHLY_BUDGET is set, but ${unpriced.join(' and ')} ${unpriced.length > 1 ? 'have no price and count' : 'has no price and counts'} as free: set OPENAI_INPUT_PRICE and OPENAI_OUTPUT_PRICE (SECOND_MODEL_… for the second).`,
          },
        ]
      : []
  return [chain, ...answers, ...money]
}

async function modelFinding({ chat, name }: KnownModel, index: number, timeoutMs: number): Promise<Finding> {
  const setting = SETTINGS[index] ?? SETTINGS[0]
  const topic = index === 0 ? 'model' : 'second model'
  const { outcome, latencyMs, detail } = await tryModel(chat, timeoutMs)
  const seconds = ((latencyMs ?? 0) / 1_000).toFixed(1)
  if (outcome === 'ok') return { topic, status: 'ok', message: `${name} answered in ${seconds} s.` }
  if (outcome === 'not_russian')
    return {
      topic,
      status: 'error',
      message: `${name} answered in ${seconds} s, but not in Russian: choose another ${setting}.`,
    }
  if (detail === null)
    return {
      topic,
      status: 'error',
      message: `${name} answers, but not in the asked form (${outcome}): choose another ${setting}.`,
    }
  const prefix = setting === 'OPENAI_MODEL' ? 'OPENAI' : 'SECOND_MODEL'
  return {
    topic,
    status: 'error',
    message: `${name} cannot be used: ${detail} Check ${prefix}_BASE_URL, ${prefix}_API_KEY and ${setting}.`,
  }
}
