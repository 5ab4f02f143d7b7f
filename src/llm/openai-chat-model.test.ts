import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ModelServer, startModelServer } from '../../test/support/model-server.ts'
import { AppError } from '../shared/errors.ts'
import { createOpenAiChatModel } from './openai-chat-model.ts'

const schema = z.object({ city: z.string(), people: z.int().nullable() })
const good = { city: 'Казань', people: 1 }
let server: ModelServer

afterEach(() => server.close())

async function ask(overrides: { user?: string; timeoutMs?: number } = {}) {
  const model = createOpenAiChatModel({ apiKey: 'k', baseUrl: server.url, model: 'test-model' })
  return model.completeStructured({
    system: 'Answer.',
    user: 'Which city?',
    schema,
    name: 'city_answer',
    timeoutMs: 10_000,
    ...overrides,
  })
}

describe('the chat model', () => {
  it('answers a parsed value with what it cost', async () => {
    server = await startModelServer({ answer: () => ({ json: good }) })
    const result = await ask()
    expect(result).toMatchObject({
      ok: true,
      value: good,
      model: 'test-model',
      usage: { inputTokens: 100, outputTokens: 20 },
    })
    expect(server.requests[0]?.response_format?.type).toBe('json_schema')
  })

  it.each([
    { lacks: ['json_schema'] as const, seen: 'tools' },
    { lacks: ['json_schema', 'tools'] as const, seen: 'json_object' },
    { lacks: ['json_schema', 'tools', 'json_object'] as const, seen: 'plain' },
  ])('works with a server that lacks $lacks', async ({ lacks, seen }) => {
    server = await startModelServer({ lacks: [...lacks], answer: () => ({ json: good }) })
    expect(await ask()).toMatchObject({ ok: true, value: good })
    const last = server.requests.at(-1)
    expect(last?.tools ? 'tools' : (last?.response_format?.type ?? 'plain')).toBe(seen)
    if (seen !== 'tools') expect(JSON.stringify(last?.messages)).toContain('JSON Schema')
  })

  it('sends no personal data, and puts it back into the answer', async () => {
    server = await startModelServer({
      answer: (request) => ({
        json: {
          city: JSON.stringify(request).includes('[[order-1]]') ? 'Заказ [[order-1]]' : '-',
          people: 1,
        },
      }),
    })
    const result = await ask({ user: 'Я Мария Иванова, 8 912 345-67-89, где заказ 12345678-0001-1?' })
    expect(result).toMatchObject({ ok: true, value: { city: 'Заказ 12345678-0001-1' } })
    expect(JSON.stringify(server.requests)).not.toMatch(/Иванов|345-67|12345678/)
  })

  it('asks a server only once for what it lacks', async () => {
    server = await startModelServer({ lacks: ['json_schema'], answer: () => ({ json: good }) })
    const model = createOpenAiChatModel({ baseUrl: server.url, model: 'test-model' })
    const request = { system: 's', user: 'u', schema, name: 'a', timeoutMs: 5_000 }
    await model.completeStructured(request)
    await model.completeStructured(request)
    expect(server.requests).toHaveLength(3)
  })

  it('reads an answer wrapped in thoughts, fences and words', async () => {
    server = await startModelServer()
    server.enqueue({ text: `<think>{"no": 1}</think>Вот:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\`` })
    expect(await ask()).toMatchObject({ ok: true, value: good })
  })

  it('tells the model its mistake once and takes the corrected answer', async () => {
    server = await startModelServer()
    server.enqueue({ json: { city: 5 } }, { json: good })
    expect(await ask()).toMatchObject({
      ok: true,
      value: good,
      usage: { inputTokens: 200, outputTokens: 40 },
    })
    expect(JSON.stringify(server.requests[1]?.messages)).toContain('could not be used')
  })

  it('returns a second bad answer as data', async () => {
    server = await startModelServer({ answer: () => ({ text: 'Не знаю.' }) })
    expect(await ask()).toMatchObject({ ok: false, reason: 'invalid_output', raw: 'Не знаю.' })
    expect(server.requests).toHaveLength(2)
  })

  it('returns a refusal and a cut-off answer as data, without a second try', async () => {
    server = await startModelServer()
    server.enqueue({ refusal: 'I cannot' }, { text: '{"city":"Ка', finishReason: 'length' })
    expect(await ask()).toMatchObject({ ok: false, reason: 'refused' })
    expect(await ask()).toMatchObject({ ok: false, reason: 'truncated' })
    expect(server.requests).toHaveLength(2)
  })

  it('carries braces of the buyer unharmed', async () => {
    server = await startModelServer({ answer: () => ({ json: good }) })
    const user = 'Заказ {number} {{x}} {"a": 1} $b'
    await ask({ user })
    expect(server.requests[0]?.messages.at(-1)?.content).toBe(user)
  })

  it.each([{ headers: { 'retry-after': '0' } }, {}])('waits and repeats after 429 (%o)', async (extra) => {
    server = await startModelServer()
    server.enqueue({ status: 429, message: 'slow down', ...extra }, { json: good })
    expect(await ask()).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(2)
  })

  it('repeats after a server error and a lost connection', async () => {
    server = await startModelServer()
    server.enqueue({ status: 503 }, { hangUp: true }, { json: good })
    expect(await ask()).toMatchObject({ ok: true })
  })

  it.each([
    { scripted: { status: 401, message: 'bad key' }, code: 'model_key_refused' },
    { scripted: { status: 429, message: 'insufficient_quota' }, code: 'model_quota_spent' },
    { scripted: { status: 429, headers: { 'retry-after': '3600' } }, code: 'model_busy' },
  ])('does not wait when waiting cannot help: $code', async ({ scripted, code }) => {
    server = await startModelServer({ answer: () => scripted })
    const failure = await ask().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ kind: 'unavailable', code })
    expect(server.requests).toHaveLength(1)
  })

  it('gives up at the deadline', async () => {
    server = await startModelServer({ answer: () => ({ json: good, delayMs: 2_000 }) })
    const failure = await ask({ timeoutMs: 150 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'model_timeout' })
  })

  it('says so when nobody listens', async () => {
    server = await startModelServer()
    const model = createOpenAiChatModel({ baseUrl: 'http://127.0.0.1:1/v1', model: 'm' })
    const failure = await model
      .completeStructured({ system: 's', user: 'u', schema, name: 'a', timeoutMs: 600 })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'model_unreachable' })
  })
})
