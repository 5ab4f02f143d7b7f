import { AppError } from '../../shared/errors.ts'
import { parseLossless, stringifyLossless } from '../../shared/lossless-json.ts'
import { ApiRefusal, badRequest, OBSOLETE, unknownThing } from '../api-error.ts'
import type { FaultName } from '../faults.ts'
import { randomHex } from '../random.ts'
import type { SendRecord, Shop, World } from '../world.ts'
import { readFile } from './files.ts'
import { authenticate, checkCircle, checkRate, checkRole, countRequest } from './gate.ts'
import type { Call, Method } from './method.ts'
import { METHODS, OBSOLETE_METHODS } from './methods.ts'

export type SandboxRequest = {
  method: string
  /** Path with or without a query. */
  path: string
  headers: Record<string, string>
  bodyText: string
  /** Origin the caller used, for links in the answer. */
  origin?: string
}

/** `hang`: the answer never comes; `reset`: the connection breaks. */
export type SandboxAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string | Buffer }
  | { kind: 'hang' }
  | { kind: 'reset' }

/** One API request from header to answer, faults included. */
export async function respond(world: World, request: SandboxRequest): Promise<SandboxAnswer> {
  const traceId = randomHex(world.random, 'trace', 32)
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-o3-trace-id': traceId }
  const progress: { send?: SendRecord } = {}
  try {
    const path = request.path.split('?', 1)[0] ?? ''
    const lower = lowerKeys(request.headers)
    if (request.method === 'GET' && path.startsWith('/v2/chat/file/')) {
      const file = readFile(world, authenticate(world, lower), path)
      return {
        kind: 'answer',
        status: 200,
        headers: { ...headers, 'content-type': file.contentType },
        body: file.body,
      }
    }
    const method = findMethod(request.method, path)
    const shop = authenticate(world, lower)
    const remaining = countRequest(world, shop)
    headers['Ratelimit-Remaining'] = String(Math.max(0, remaining))
    checkRate(world, shop, path, remaining)
    checkCircle(world, shop, path)
    checkRole(shop, path)
    const raw = parseBody(request.bodyText)
    if (method.isSend) progress.send = recordSend(world, shop, path, raw, traceId)
    const call: Call = { world, shop, path, baseUrl: request.origin ?? world.baseUrl() }
    if (progress.send) call.send = progress.send
    return await run(call, method, raw, headers)
  } catch (error) {
    const refusal = error instanceof ApiRefusal ? error : internalError(error)
    if (progress.send) {
      if (progress.send.outcome === 'not-reached' && refusal.status < 500) progress.send.outcome = 'refused'
      progress.send.status = refusal.status
      progress.send.reason = refusal.message
    }
    Object.assign(headers, refusal.headers)
    return {
      kind: 'answer',
      status: refusal.status,
      headers,
      body: JSON.stringify(refusal.bodyFor(request.path)),
    }
  }
}

async function run(
  call: Call,
  method: Method,
  raw: unknown,
  headers: Record<string, string>,
): Promise<SandboxAnswer> {
  const { world, shop, path, send } = call
  const target = { clientId: shop.clientId, method: path, chatId: aboutOf(raw) }
  const hit = (name: FaultName) => {
    const drawn = world.faults.draw(name, target)
    if (drawn && send) send.fault = name
    return drawn
  }

  if (hit('timeoutBeforeStoring')) return silence('hang')
  if (hit('resetBeforeStoring')) return silence('reset')
  const before = hit('errorBeforeStoring')
  if (before) throw new ApiRefusal(before.status, 13, 'Internal error')

  const result = await method.run(call, raw)
  const body = result === undefined ? '' : stringifyLossless(result)

  if (hit('timeoutAfterStoring')) return silence('hang')
  if (hit('resetAfterStoring')) return silence('reset')
  const after = hit('errorAfterStoring')
  if (after) throw new ApiRefusal(after.status, 13, 'Internal error')
  const slow = hit('slow')
  if (slow) await world.sleep(slow.delayMs)
  if (send) send.status = 200
  return { kind: 'answer', status: 200, headers, body }
}

const silence = (kind: 'hang' | 'reset'): SandboxAnswer => ({ kind })

function findMethod(verb: string, path: string): Method {
  const method = METHODS[path]
  if (method && verb === 'POST') return method
  if (method) throw new ApiRefusal(405, 12, 'method is not allowed')
  if (OBSOLETE_METHODS.includes(path)) throw new ApiRefusal(404, 9, OBSOLETE)
  throw unknownThing('page not found')
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return parseLossless(text)
  } catch (error) {
    if (error instanceof AppError) throw badRequest(`invalid JSON: ${error.message}`)
    throw error
  }
}

function recordSend(world: World, shop: Shop, path: string, raw: unknown, traceId: string): SendRecord {
  const kind = path.endsWith('/file') ? 'file' : 'text'
  const record: SendRecord = {
    at: world.now(),
    traceId,
    clientId: shop.clientId,
    path,
    chatId: aboutOf(raw) ?? '',
    kind,
    text: textOf(raw, kind === 'file' ? 'name' : 'text') ?? '',
    outcome: 'not-reached',
    status: null,
  }
  world.sends.push(record)
  return record
}

/** The chat, review or question that a request is about. */
const aboutOf = (raw: unknown) =>
  textOf(raw, 'chat_id') ?? textOf(raw, 'review_id') ?? textOf(raw, 'question_id')

function textOf(raw: unknown, key: string): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const value = Object.entries(raw).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : undefined
}

function internalError(error: unknown): ApiRefusal {
  return new ApiRefusal(500, 13, `Internal error: ${error instanceof Error ? error.message : String(error)}`)
}

function lowerKeys(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
