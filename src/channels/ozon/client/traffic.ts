import { type Circuit, createCircuit } from './circuit.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'

export type Traffic = { rateLimiter: RateLimiter; circuit: Circuit }

export type TrafficRegistry = (key: { baseUrl: string; clientId: string }) => Traffic

/**
 * One limiter and one circuit for each Client-Id at each address, however many clients are made for it.
 * `requestsPerSecond` is this process's share of the marketplace's 50.
 */
export function createTrafficRegistry(options: { requestsPerSecond?: number } = {}): TrafficRegistry {
  const known = new Map<string, Traffic>()
  return ({ baseUrl, clientId }) => {
    const key = `${baseUrl} ${clientId}`
    const traffic = known.get(key) ?? { rateLimiter: createRateLimiter(options), circuit: createCircuit() }
    known.set(key, traffic)
    return traffic
  }
}
