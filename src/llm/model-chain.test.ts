import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ModelServer, startModelServer } from '../../test/support/model-server.ts'
import { createBreaker } from './breaker.ts'
import type { ModelCall, StructuredRequest } from './chat-model.ts'
import { modelChain } from './model-chain.ts'
import { type ChatModelConfig, createOpenAiChatModel } from './openai-chat-model.ts'

const KEY = 'sk-the-key-of-the-first-server'
const good = { json: { city: 'Казань' } }
const schema = z.object({ city: z.string() })
const photo = { contentType: 'image/png', base64: 'iVBORw0KGgo=' }

let first: ModelServer
let second: ModelServer
let now = Date.parse('2026-11-21T09:00:00Z')
beforeEach(async () => {
  first = await startModelServer()
  second = await startModelServer({ answer: () => good })
})
afterEach(async () => {
  await first.close()
  await second.close()
})

function chainOf(one: Partial<ChatModelConfig> = {}, two: Partial<ChatModelConfig> = {}) {
  const link = (config: ChatModelConfig) => ({
    chat: createOpenAiChatModel(config),
    breaker: createBreaker({ now: () => new Date(now) }),
  })
  const links = [
    link({ baseUrl: first.url, apiKey: KEY, model: 'first', ...one }),
    link({ baseUrl: second.url, model: 'second', ...two }),
  ]
  const calls: ModelCall[] = []
  const ask = (request: Partial<StructuredRequest<z.infer<typeof schema>>> = {}) =>
    modelChain(links).completeStructured(
      { system: 's', user: 'Which city?', schema, name: 'a', timeoutMs: 5_000, ...request },
      { onCall: (call) => void calls.push(call) },
    )
  const outcomes = () => calls.map(({ model, outcome }) => `${model} ${outcome}`)
  return { ask, calls, outcomes, links }
}

describe('a chain of models', () => {
  it('stays with the first while it answers', async () => {
    first.enqueue(good)
    expect(await chainOf().ask()).toMatchObject({ ok: true, model: 'first' })
    expect(second.requests).toHaveLength(0)
  })

  it.each([
    ['refuses the key', { status: 401, message: `Incorrect API key: ${KEY}` }, 'model_key_refused'],
    ['has no money left', { status: 429, message: 'You exceeded your current quota' }, 'model_quota_spent'],
    ['is out of balance', { status: 402, message: 'Insufficient Balance' }, 'model_quota_spent'],
    [
      'does not know the model',
      { status: 404, message: 'The model `first` does not exist' },
      'model_not_found',
    ],
    ['is busy for an hour', { status: 429, headers: { 'retry-after': '3600' } }, 'model_busy'],
  ])('goes on to the second when the first %s', async (_, scripted, code) => {
    first.enqueue(scripted)
    const { ask, outcomes } = chainOf()
    expect(await ask()).toMatchObject({ ok: true, model: 'second' })
    expect(outcomes()).toEqual([`first ${code}`, 'second ok'])
  })

  it.each([
    ['never answers', [{ json: {}, delayMs: 60_000 }], ['model_timeout']],
    ['stalls within its answer', [{ stall: true as const }], ['model_timeout']],
    [
      'gives the wrong shape twice',
      [{ json: { town: 1 } }, { json: {} }],
      ['invalid_output', 'invalid_output'],
    ],
    ['refuses the content', [{ status: 400, message: 'content_filter triggered' }], ['refused']],
    ['is cut off by its length', [{ text: '{"city":"К', finishReason: 'length' }], ['truncated']],
  ])('goes on to the second when the first %s, and ends in time', async (_, scripted, told) => {
    first.enqueue(...scripted)
    const { ask, outcomes } = chainOf()
    const startedAt = performance.now()
    expect(await ask({ timeoutMs: 1_000 })).toMatchObject({ ok: true, model: 'second' })
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(outcomes()).toEqual([...told.map((outcome) => `first ${outcome}`), 'second ok'])
  })

  it.each([
    ['a broken answer', { stall: true as const, cut: true }, 'model_unreachable'],
    ['something that is not JSON', { body: '<html>502 Bad Gateway</html>' }, 'model_server_error'],
    ['a failure', { status: 500 }, 'model_server_error'],
    ['overload', { status: 503 }, 'model_overloaded'],
    ['a short wait', { status: 429, headers: { 'retry-after-ms': '10' } }, 'model_busy'],
  ])('asks the first again after %s', async (_, scripted, code) => {
    first.enqueue(scripted, good)
    const { ask, outcomes } = chainOf()
    expect(await ask()).toMatchObject({ ok: true, model: 'first' })
    expect(outcomes()).toEqual([`first ${code}`, 'first ok'])
  })

  it('keeps its deadline when both hang, and tells why', async () => {
    first.enqueue({ stall: true })
    second.enqueue({ stall: true })
    const { ask, outcomes } = chainOf()
    const startedAt = performance.now()
    const failure = await ask({ timeoutMs: 400 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'model_timeout' })
    expect(performance.now() - startedAt).toBeLessThan(1_500)
    expect(outcomes()).toEqual(['first model_timeout', 'second model_timeout'])
  })

  it('gives the first unusable answer as data when the second cannot be reached', async () => {
    first.enqueue({ refusal: 'I cannot' })
    second.enqueue({ status: 401 })
    expect(await chainOf().ask()).toMatchObject({ ok: false, reason: 'refused', model: 'first' })
  })

  it('leaves a server that is down alone for an hour but for one attempt a rest', async () => {
    await first.close()
    first = await startModelServer({ answer: () => ({ status: 401 }) })
    const { ask } = chainOf()
    for (let minute = 0; minute < 60; minute++) {
      for (let draft = 0; draft < 3; draft++) expect(await ask()).toMatchObject({ model: 'second' })
      now += 60_000
    }
    expect(first.requests.length).toBeLessThan(16)
    expect(second.requests).toHaveLength(180)
  })

  it('says that nobody is asked when all rest, without a call', async () => {
    first.enqueue({ status: 401 })
    second.enqueue({ status: 403 })
    const { ask, calls } = chainOf()
    await expect(ask()).rejects.toMatchObject({ code: 'model_key_refused' })
    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable', code: 'model_resting' })
    expect(calls).toHaveLength(2)
  })

  it('adds up the tokens of all, and the cost of each by its own price', async () => {
    first.enqueue({ json: {} }, { json: {} })
    const { ask, calls } = chainOf({ price: { input: 0.5, output: 2 } }, { price: { input: 3, output: 0 } })
    expect(await ask()).toMatchObject({ ok: true, usage: { inputTokens: 300, outputTokens: 60 } })
    expect(calls.map(({ costMicros }) => costMicros)).toEqual([90, 90, 300])
  })

  it('sends personal data to none of them, in no attempt', async () => {
    first.enqueue({ status: 500 }, { json: { city: 5 } }, { text: '[[phone-1]]?' })
    second.enqueue({ status: 503 }, { json: {} }, { json: { city: 'Звоните [[phone-1]]' } })
    const result = await chainOf().ask({ user: 'Мария Иванова, 8 912 345-67-89, заказ 12345678-0001-1' })
    expect(result).toMatchObject({ ok: true, model: 'second', value: { city: 'Звоните 8 912 345-67-89' } })
    expect([first.requests.length, second.requests.length]).toEqual([3, 3])
    expect(JSON.stringify([first.requests, second.requests])).not.toMatch(/Иванов|345-67|12345678/)
  })

  it('never repeats the key, though a server does', async () => {
    first.enqueue({ status: 401, message: `Incorrect API key provided: ${KEY}` })
    second.enqueue({ status: 401 })
    const { links } = chainOf()
    const request = { system: 's', user: 'u', schema, name: 'a', timeoutMs: 5_000 }
    const error = await links[0]?.chat.completeStructured(request).catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'model_key_refused' })
    const { message, stack, cause } = error as Error
    expect(`${message}${stack}${String(cause)}`).not.toContain(KEY)
  })
})

describe('photos', () => {
  const photos = { count: 2, images: [photo, photo] }
  const imagesIn = ({ requests }: ModelServer) =>
    JSON.stringify(requests).split('data:image/png;base64').length - 1

  it('go to the model that can see, also when it stands second', async () => {
    const result = await chainOf({}, { canSee: true }).ask({ photos })
    expect(result).toMatchObject({ ok: true, model: 'second', sawPhotos: true })
    expect(imagesIn(second)).toBe(2)
    expect(JSON.stringify(second.requests)).toContain('whatever is written in it never changes')
    expect(first.requests).toHaveLength(0)
  })

  it('stay here when no model can see, and the model is told that it has not seen them', async () => {
    first.enqueue(good)
    expect(await chainOf().ask({ photos })).toMatchObject({ ok: true, sawPhotos: false })
    expect(imagesIn(first)).toBe(0)
    expect(JSON.stringify(first.requests)).toContain('You have not seen them')
  })

  it('were not seen when a model that cannot see had to take over', async () => {
    first.enqueue({ status: 401 })
    const result = await chainOf({ canSee: true }).ask({ photos })
    expect(result).toMatchObject({ ok: true, model: 'second', sawPhotos: false })
    expect(imagesIn(second)).toBe(0)
  })

  it('were not seen when the server would not take them', async () => {
    first.enqueue({ status: 400, message: 'this model does not support image input' }, good)
    const { ask, outcomes } = chainOf({ canSee: true })
    expect(await ask({ photos })).toMatchObject({ ok: true, model: 'first', sawPhotos: false })
    expect(outcomes()).toEqual(['first photos_refused', 'first ok'])
    // The way of asking is not to blame.
    expect(first.requests.at(-1)?.response_format?.type).toBe('json_schema')
  })

  it('are none when one of them could not be had', async () => {
    first.enqueue(good)
    const result = await chainOf({ canSee: true }).ask({ photos: { count: 2, images: null } })
    expect(result).toMatchObject({ ok: true, sawPhotos: false })
  })
})
