import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeTimers } from '../../../../test/support/fake-timers.ts'
import { startOzonServer, TEST_KEY, testClient } from '../../../../test/support/ozon-server.ts'
import { readRoles } from './account.ts'
import { listChats, sendMessage } from './chat.ts'
import { createCircuit } from './circuit.ts'
import { OzonError, type OzonErrorCode } from './errors.ts'
import { createRateLimiter } from './rate-limiter.ts'

let ozon: Awaited<ReturnType<typeof startOzonServer>>
beforeEach(async () => {
  ozon = await startOzonServer()
})
afterEach(() => ozon.close())

const hello = { chatId: 'c-1', text: 'Здравствуйте!' }

/** Reads are tried again after a short break: these tests do not wait for it. */
const impatient = {
  timers: {
    monotonicMs: () => performance.now(),
    after: (_delayMs: number, run: () => void) => {
      run()
      return () => {}
    },
  },
}

async function errorOf(call: Promise<unknown>): Promise<OzonError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof OzonError)) throw new Error(`expected an OzonError, got ${String(error)}`)
  return error
}

describe('a refusal of the marketplace', () => {
  const refusals: [number, number | undefined, string, OzonErrorCode][] = [
    [403, 7, 'access period has expired', 'window_closed'],
    [400, 3, 'Access period is expired for this chat', 'window_closed'],
    [403, 7, 'rpc error: message limit', 'not_buyer_turn'],
    [
      403,
      7,
      'rpc error: code = PermissionDenied desc = not available with existing subscription',
      'subscription_required',
    ],
    [403, 7, 'Api-Key is missing a required role for a method', 'missing_role'],
    [403, 7, 'Invalid Api-Key, please contact support', 'key_invalid'],
    [401, 16, 'Client-Id and Api-Key headers are required', 'key_invalid'],
    [403, 7, 'Api-key is deactivated, use another one', 'key_deactivated'],
    [403, 7, 'Api-Key is restricted to specific IP addresses', 'ip_restricted'],
    [403, undefined, 'Offer not signed', 'offer_not_signed'],
    [429, 8, 'You have reached request rate limit per second', 'rate_limited'],
    [429, undefined, '', 'rate_limited'],
    [429, 8, 'Circle is open', 'circuit_open'],
    [503, 14, 'Circle is open', 'circuit_open'],
    [404, 9, 'obsolete method cannot be used', 'method_retired'],
    [404, 5, 'Not Found', 'method_retired'],
    [405, 12, 'method is not allowed', 'method_retired'],
    [403, 7, 'this chat is disabled', 'chat_disabled'],
    [404, 5, 'chat not found', 'not_found'],
    [400, 3, 'Request validation error: invalid SendMessage.Text', 'bad_request'],
    [409, 6, 'already exists', 'conflict'],
    [500, 13, 'Internal error', 'internal_error'],
    [302, undefined, '', 'bad_response'],
  ]
  it.each(refusals)('%s, code %s, «%s» is %s', async (status, code, message, expected) => {
    const headers = { 'x-o3-trace-id': 'trace-17' }
    ozon.answerWith({ status, headers, body: { code, message, details: [] } })
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl), hello))
    expect(error.code).toBe(expected)
    expect(error).toMatchObject({ traceId: 'trace-17', status, method: '/v1/chat/send/message' })
    expect(error.ozonMessage ?? '').toBe(message)
    expect(ozon.seen).toHaveLength(1)
  })

  it('by code 7 means "not your turn" only for a send', async () => {
    ozon.answerWith({ status: 403, body: { code: 7, message: 'no', details: 'as a string' } })
    const error = await errorOf(listChats(testClient(ozon.baseUrl)))
    expect(error).toMatchObject({ code: 'forbidden', kind: 'forbidden', retryable: false })
    expect(error.details).toMatchObject({ ozonDetails: 'as a string', ozonCode: '7' })
  })

  it('never repeats the key, even when the answer does', async () => {
    const message = `Invalid Api-Key ${TEST_KEY}`
    ozon.answerWith({ status: 403, body: { code: 7, message, details: { seen: [TEST_KEY] } } })
    const logged: unknown[] = []
    const log = {
      debug: (...all: unknown[]) => logged.push(all),
      warn: (...all: unknown[]) => logged.push(all),
    }
    const error = await errorOf(readRoles(testClient(ozon.baseUrl, { log })))
    const everything = JSON.stringify([error.message, error.details, error.stack, { ...error }, logged])
    expect(everything).toContain('[key]')
    expect(everything).not.toContain(TEST_KEY)
  })
})

describe('a send', () => {
  it('carries both headers and the text, once', async () => {
    ozon.answerWith({ body: { result: 'success' } })
    await sendMessage(testClient(ozon.baseUrl), hello)
    expect(ozon.seen).toHaveLength(1)
    expect(ozon.seen[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/send/message',
      headers: { 'client-id': '700001', 'api-key': TEST_KEY, 'content-type': 'application/json' },
      body: '{"chat_id":"c-1","text":"Здравствуйте!"}',
    })
  })

  it.each([400, 401, 403, 404, 413, 429])('refused with %s has certainly not been sent', async (status) => {
    ozon.answerWith({ status, body: { code: 3, message: 'no' } })
    expect((await errorOf(sendMessage(testClient(ozon.baseUrl), hello))).outcome).toBe('not_sent')
  })

  it.each([408, 409, 499, 500, 502, 503, 504, 307])('answered with %s may have been sent', async (status) => {
    ozon.answerWith({ status, body: '<html>' })
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl), hello))
    expect(error.outcome).toBe('unknown')
    expect(ozon.seen).toHaveLength(1)
  })

  it('that was taken but not answered in time may have been sent, and is not repeated', async () => {
    ozon.answerWith('hang')
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl), hello, { timeoutMs: 150 }))
    expect(error).toMatchObject({ code: 'timeout', outcome: 'unknown', retryable: true })
    expect(ozon.seen).toHaveLength(1)
  })

  it.each(['reset', 'break-off'] as const)('whose connection broke (%s) may have been sent', async (how) => {
    ozon.answerWith(how)
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl), hello))
    expect(error).toMatchObject({ code: 'unreachable', outcome: 'unknown' })
    expect(ozon.seen).toHaveLength(1)
  })

  it.each([
    ['', 'nothing'],
    ['<html>OK</html>', 'a page'],
    ['{"result":"denied"}', 'another result'],
    ['{}', 'no result'],
    ['"success"', 'a bare word'],
  ])('answered 200 with %j (%s) may have been sent', async (body) => {
    ozon.answerWith({ body })
    expect(await errorOf(sendMessage(testClient(ozon.baseUrl), hello))).toMatchObject({
      code: 'bad_response',
      outcome: 'unknown',
    })
  })

  it('to a closed port has certainly not been sent', async () => {
    await ozon.close()
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl), hello))
    expect(error).toMatchObject({ code: 'unreachable', outcome: 'not_sent', kind: 'unavailable' })
    ozon = await startOzonServer()
  })

  it('to a name that does not exist has certainly not been sent', async () => {
    const lookup = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause: lookup }))
    const error = await errorOf(sendMessage(testClient(ozon.baseUrl, { fetch: failing }), hello))
    expect(error).toMatchObject({ code: 'unreachable', outcome: 'not_sent' })
  })

  it('with one address refusing and another breaking off may have been sent', async () => {
    const codes = ['ECONNREFUSED', 'ECONNRESET'].map((code) => Object.assign(new Error(code), { code }))
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause: new AggregateError(codes) }))
    expect((await errorOf(sendMessage(testClient(ozon.baseUrl, { fetch: failing }), hello))).outcome).toBe(
      'unknown',
    )
  })

  it('given up before its turn has not been sent, given up afterwards it may have been', async () => {
    const queued = testClient(ozon.baseUrl)
    const early = await errorOf(sendMessage(queued, hello, { signal: AbortSignal.abort() }))
    expect(early).toMatchObject({ code: 'aborted', outcome: 'not_sent' })
    expect(ozon.seen).toHaveLength(0)

    const gone = new AbortController()
    ozon.answerWith(() => {
      gone.abort()
      return 'hang'
    })
    const late = await errorOf(sendMessage(queued, hello, { signal: gone.signal }))
    expect(late).toMatchObject({ code: 'aborted', outcome: 'unknown' })
  })

  it('of nothing or of more than 1000 characters never leaves', async () => {
    for (const text of ['', ' \n', 'я'.repeat(1001)]) {
      await expect(async () =>
        sendMessage(testClient(ozon.baseUrl), { chatId: 'c', text }),
      ).rejects.toMatchObject({
        kind: 'invalid',
        code: 'reply_length',
      })
    }
    expect(ozon.seen).toHaveLength(0)
  })
})

describe('a read', () => {
  it('is tried three times when the marketplace fails, and no more', async () => {
    ozon.answerWith({ status: 500, body: { code: 13, message: 'Internal error' } })
    const error = await errorOf(listChats(testClient(ozon.baseUrl, impatient)))
    expect(error.code).toBe('internal_error')
    expect(ozon.seen).toHaveLength(3)
  })

  it('succeeds when the second attempt does', async () => {
    ozon.answerWith(() => (ozon.seen.length === 1 ? 'reset' : { body: { chats: [], has_next: false } }))
    expect(await listChats(testClient(ozon.baseUrl, impatient))).toEqual({
      chats: [],
      cursor: undefined,
      hasNext: false,
    })
  })

  it('is not repeated when it was refused for good', async () => {
    ozon.answerWith({ status: 400, body: { code: 3, message: 'limit must be positive' } })
    expect((await errorOf(listChats(testClient(ozon.baseUrl, impatient)))).code).toBe('bad_request')
    expect(ozon.seen).toHaveLength(1)
  })

  it('says where an answer is not what the method gives, without repeating the answer', async () => {
    ozon.answerWith({ body: { chats: [{ chat: { chat_id: 1.5, secret: 'phone' } }] } })
    const error = await errorOf(listChats(testClient(ozon.baseUrl)))
    expect(error.code).toBe('bad_response')
    expect(error.message).toContain('chats.0.chat.chat_id')
    expect(error.message).not.toContain('phone')
  })

  it.each([
    ['declared', { 'content-length': '3000' }],
    ['not declared', { 'transfer-encoding': 'chunked' }],
  ])('of an answer beyond the size limit (%s) is cut off', async (_how, headers) => {
    ozon.answerWith({ headers, body: `{"chats":[],"x":"${'x'.repeat(2980)}"}`.padEnd(3000) })
    const error = await errorOf(listChats(testClient(ozon.baseUrl, { maxResponseBytes: 2000 })))
    expect(error.code).toBe('bad_response')
    expect(error.message).toContain('larger than 2000 bytes')
  })

  it('does not follow a redirect, so that the key stays where it belongs', async () => {
    const elsewhere = await startOzonServer()
    ozon.answerWith({ status: 307, headers: { location: `${elsewhere.baseUrl}/v3/chat/list` } })
    expect((await errorOf(listChats(testClient(ozon.baseUrl)))).code).toBe('bad_response')
    expect(elsewhere.seen).toHaveLength(0)
    await elsewhere.close()
  })
})

describe('the marketplace asking for a pause', () => {
  const setUp = () => {
    const { timers, advance } = createFakeTimers()
    const clock = { now: () => new Date(Date.parse('2026-11-21T09:00:00Z') + timers.monotonicMs()) }
    const traffic = { rateLimiter: createRateLimiter({ timers }), circuit: createCircuit(timers) }
    return {
      advance,
      clock,
      traffic,
      client: testClient(ozon.baseUrl, { timers, clock, traffic, maxWaitMs: 5_000 }),
    }
  }

  it.each([
    ['7', 7_000],
    ['Sat, 21 Nov 2026 09:00:20 GMT', 20_000],
    ['nonsense', 1_000],
    [undefined, 1_000],
  ])('with Retry-After %j gets it from every client of the Client-Id', async (header, pauseMs) => {
    const { advance, clock, traffic, client } = setUp()
    const headers = header === undefined ? undefined : { 'retry-after': header }
    ozon.answerWith({ status: 429, headers, body: { code: 8, message: 'rate limit' } })
    const error = await errorOf(sendMessage(client, hello))
    expect(error).toMatchObject({ code: 'rate_limited', outcome: 'not_sent' })
    expect(error.retryAt).toEqual(new Date(clock.now().getTime() + pauseMs))

    ozon.answerWith({ body: { result: 'success' } })
    const patient = testClient(ozon.baseUrl, { traffic, clock })
    let sent = false
    const other = sendMessage(patient, hello).then(() => {
      sent = true
    })
    await advance(pauseMs - 1)
    expect(ozon.seen).toHaveLength(1)
    expect(sent).toBe(false)
    await advance(1)
    await other
    expect(ozon.seen).toHaveLength(2)
  })

  it('longer than a caller may wait is answered at once, unsent, with the time to come back', async () => {
    const { clock, client } = setUp()
    ozon.answerWith({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { code: 8, message: 'rate limit' },
    })
    await errorOf(sendMessage(client, hello))
    const error = await errorOf(sendMessage(client, hello))
    expect(error).toMatchObject({ code: 'rate_limited', outcome: 'not_sent' })
    expect(error.retryAt).toEqual(new Date(clock.now().getTime() + 60_000))
    expect(ozon.seen).toHaveLength(1)
  })

  it('for one method ("Circle is open") leaves the others open and asks nothing of it meanwhile', async () => {
    const { advance, clock, client } = setUp()
    ozon.answerWith(({ path }) =>
      path === '/v3/chat/list'
        ? { status: 429, body: { code: 8, message: 'Circle is open' } }
        : { body: { roles: [] } },
    )
    const first = await errorOf(listChats(client))
    expect(first).toMatchObject({ code: 'circuit_open', kind: 'unavailable' })
    expect(first.retryAt).toEqual(new Date(clock.now().getTime() + 60_000))
    const second = await errorOf(listChats(client))
    expect(second).toMatchObject({ code: 'circuit_open', outcome: 'not_sent' })
    expect(ozon.seen).toHaveLength(1)
    await readRoles(client)
    expect(ozon.seen).toHaveLength(2)

    await advance(60_000)
    ozon.answerWith({ body: { chats: [] } })
    await listChats(client)
    await listChats(client)
    expect(ozon.seen).toHaveLength(4)
  })
})

describe('the settings of a shop', () => {
  it.each([
    'ftp://api-seller.ozon.ru',
    'http://api-seller.ozon.ru',
    'http://8.8.8.8',
    'https://user:pass@api-seller.ozon.ru',
    'https://api-seller.ozon.ru/v1',
    'https://api-seller.ozon.ru/?a=1',
    'api-seller.ozon.ru',
    'javascript:alert(1)',
    '',
  ])('are refused with the address %j', (baseUrl) => {
    expect(() => testClient(baseUrl)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'bad_api_base_url' }),
    )
  })

  it.each([
    'https://api-seller.ozon.ru/',
    'http://localhost:4010',
    'http://sandbox:4010',
    'http://192.168.1.5',
    'http://[::1]:80',
  ])('are accepted with the address %j', (baseUrl) => {
    expect(testClient(baseUrl).baseUrl).toBe(new URL(baseUrl).origin)
  })

  it('are refused with a key that would break a header, without repeating it', () => {
    for (const apiKey of ['', 'two words', 'line\nbreak', 'ключ']) {
      expect(() => testClient(ozon.baseUrl, { apiKey })).toThrow(/^Api-Key: expected one word/)
    }
  })
})
