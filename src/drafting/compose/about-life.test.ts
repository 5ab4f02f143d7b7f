import { describe, expect, it } from 'vitest'
import { input, RETURNS, textOf } from '../../../test/factories/compose-input.ts'
import { startModelServer } from '../../../test/support/model-server.ts'
import { createOpenAiChatModel } from '../../llm/openai-chat-model.ts'
import { composeBuiltIn } from './built-in-composer.ts'
import { composeWithModel } from './model-composer.ts'
import { admitUnseenPhotos } from './unseen-photos.ts'

const TURN = 'Как вернуть товар? Мне незачем жить'
const HUMANE = 'Нам очень жаль, что Вам сейчас так тяжело.'

describe('a turn that speaks of ending one’s life', () => {
  it('gets one humane sentence and a person, no answer, advice or promise', async () => {
    const draft = await composeBuiltIn(input(TURN, { candidates: [RETURNS], buyerName: 'Анна' }))
    expect(textOf(draft)).toBe(HUMANE)
    expect(draft).toMatchObject({ kind: 'handover', abstained: true, promises: [] })
    const withPhoto = input(TURN, { photos: 1 })
    expect(textOf(await admitUnseenPhotos(await composeBuiltIn(withPhoto), withPhoto))).toBe(HUMANE)
  })
  it('is not given to a model to answer', async () => {
    const server = await startModelServer({ answer: () => ({ json: {} }) })
    const model = createOpenAiChatModel({ baseUrl: server.url, model: 'm' })
    const draft = await composeWithModel({ model, timeoutMs: 5_000 }, input(TURN, { candidates: [RETURNS] }))
    await server.close()
    expect(server.requests).toHaveLength(0)
    expect(textOf(draft)).toBe(HUMANE)
  })
})
