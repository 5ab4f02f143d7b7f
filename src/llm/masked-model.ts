import { createMask, type Mask } from '../domain/privacy/mask.ts'
import type { ChatModel } from './chat-model.ts'

const EXPLANATION = `

Tokens such as [[phone-1]] or [[order-2]] stand for data hidden from you. Where your answer needs one, repeat the token exactly; never invent one.`

/**
 * The one way to a chat model: personal data leaves as tokens, and stands in the answer again when it comes back.
 * Evidence and thread go through the same mask, so the same order number is the same token everywhere. Each model of a
 * chain has its own, so that repeats, corrections and a second model are masked as well. Photos cannot be masked.
 */
export function maskedModel(model: ChatModel): ChatModel {
  return {
    model: model.model,
    canSee: model.canSee ?? false,
    async completeStructured(request, options) {
      const mask = createMask()
      const user = mask.hide(request.user)
      // Our own words: they hold no data, and must not be taken for some.
      if (mask.isEmpty) return model.completeStructured(request, options)
      const masked = { ...request, system: request.system + EXPLANATION, user }
      const result = await model.completeStructured(masked, options)
      return result.ok
        ? { ...result, value: showAll(result.value, mask) }
        : { ...result, detail: mask.show(result.detail), raw: mask.show(result.raw) }
    },
  }
}

function showAll<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask.show(value) as T
  if (Array.isArray(value)) return value.map((item) => showAll(item, mask)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, showAll(item, mask)])) as T
}
