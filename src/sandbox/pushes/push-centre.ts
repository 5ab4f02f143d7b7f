import { stringifyLossless } from '../../shared/lossless-json.ts'
import type { Faults } from '../faults.ts'
import type { RandomStreams } from '../random.ts'
import type { Events } from '../world.ts'
import { type Attempt, attemptDelivery, type Transport } from './delivery.ts'
import { type Endpoint, type Endpoints, noteAttempt } from './endpoints.ts'
import type { PushType } from './push-types.ts'
import { retryDelays } from './retry-schedule.ts'

export type Push = {
  id: number
  clientId: string
  endpointId: number
  url: string
  type: PushType | 'TYPE_PING'
  body: string
  createdAt: number
  dueAt: number
  attempts: Attempt[]
  state: 'queued' | 'delivered' | 'lost' | 'suppressed'
  /** What the marketplace did to it on purpose. */
  fault?: string
}

export type PushCentre = ReturnType<typeof createPushCentre>

type Deps = {
  now(): number
  random: RandomStreams
  faults: Faults
  events: Events
  endpoints: Endpoints
  transport: Transport
  timeScale: number
  pingEveryMs: number
  attemptsUntilJudged: number
}

/** Keeps every push until it is delivered or lost. Nothing leaves unless `deliverDue` is called. */
export function createPushCentre(deps: Deps) {
  const { now, random, faults, events, endpoints } = deps
  const log: Push[] = []
  const waiting = new Set<Push>()
  const delays = retryDelays(deps.timeScale)
  let onQueued: () => void = () => {}

  const add = (
    endpoint: Endpoint,
    type: Push['type'],
    body: string,
    dueAt: number,
    state: Push['state'],
    fault?: string,
  ) => {
    const push: Push = {
      id: log.length + 1,
      clientId: endpoint.clientId,
      endpointId: endpoint.id,
      url: endpoint.url,
      type,
      body,
      createdAt: now(),
      dueAt,
      attempts: [],
      state,
      ...(fault ? { fault } : {}),
    }
    log.push(push)
    if (state === 'queued') waiting.add(push)
    events.emit({ kind: 'push' })
    onQueued()
  }

  const attempt = async (push: Push): Promise<void> => {
    waiting.delete(push)
    const endpoint = endpoints.byId(push.endpointId)
    if (!endpoint?.enabled) {
      push.state = 'suppressed'
      return
    }
    const result = await attemptDelivery(deps, push)
    push.attempts.push(result)
    noteAttempt(endpoint, result, deps.attemptsUntilJudged)
    const wait = delays[push.attempts.length - 1]
    if (result.ok) push.state = 'delivered'
    else if (push.type === 'TYPE_PING' || wait === undefined) push.state = 'lost'
    else {
      push.dueAt = now() + wait
      waiting.add(push)
    }
    events.emit({ kind: 'push' })
  }

  const ping = (endpoint: Endpoint): void => {
    endpoint.pingedAt = now()
    const body = stringifyLossless({ message_type: 'TYPE_PING', time: new Date(now()).toISOString() })
    add(endpoint, 'TYPE_PING', body, now(), 'queued')
  }

  return {
    endpoints,
    transport: deps.transport,
    log: (): readonly Push[] => log,
    /** One event for every address of the shop that asked for its type. */
    emit(clientId: string, type: PushType, body: Record<string, unknown>): void {
      for (const endpoint of endpoints.of(clientId)) {
        if (!endpoint.types.has(type)) continue
        const text = stringifyLossless(body)
        const target = { clientId, chatId: typeof body.chat_id === 'string' ? body.chat_id : undefined }
        if (!endpoint.enabled) add(endpoint, type, text, now(), 'suppressed')
        else if (faults.draw('pushSuspended', target))
          add(endpoint, type, text, now(), 'suppressed', 'pushSuspended')
        else if (faults.draw('pushLost', target)) add(endpoint, type, text, now(), 'lost', 'pushLost')
        else {
          const late = faults.draw('pushLate', target)
          const shuffled = faults.draw('pushOutOfOrder', target)
          const shift = (late?.delayMs ?? 0) + (shuffled ? random('push-order') * shuffled.delayMs : 0)
          add(endpoint, type, text, now() + shift, 'queued', late ? 'pushLate' : shuffled && 'pushOutOfOrder')
          const twin = faults.draw('pushDuplicated', target)
          if (twin)
            add(
              endpoint,
              type,
              text,
              now() + shift + random('push-twin') * (twin.delayMs || 1500),
              'queued',
              'pushDuplicated',
            )
        }
      }
    },
    ping,
    /** Makes one attempt for everything due, in order of its due time; `parallel` for real sockets. */
    async deliverDue(parallel = 1): Promise<number> {
      for (const endpoint of endpoints.all()) {
        const silentFor = now() - (endpoint.pingedAt ?? Number.NEGATIVE_INFINITY)
        if (endpoint.enabled && silentFor >= deps.pingEveryMs) ping(endpoint)
      }
      const due = [...waiting].filter((push) => push.dueAt <= now())
      due.sort(byTurn)
      for (let start = 0; start < due.length; start += parallel) {
        await Promise.all(due.slice(start, start + parallel).map(attempt))
      }
      return due.length
    },
    /** When the next attempt is due; undefined when nothing waits. */
    nextDueAt(): number | undefined {
      let next: number | undefined
      for (const push of waiting) if (next === undefined || push.dueAt < next) next = push.dueAt
      return next
    },
    whenQueued(listener: () => void): void {
      onQueued = listener
    },
  }
}

/** A ping opens the connection, so it goes first; the rest by due time. */
function byTurn(left: Push, right: Push): number {
  const pingFirst = Number(right.type === 'TYPE_PING') - Number(left.type === 'TYPE_PING')
  return pingFirst || left.dueAt - right.dueAt || left.id - right.id
}
