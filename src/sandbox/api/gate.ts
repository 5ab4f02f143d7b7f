import { timingSafeEqual } from 'node:crypto'
import { ApiRefusal, CIRCLE_OPEN, MISSING_ROLE, RATE_LIMITED, refused } from '../api-error.ts'
import type { Shop, World } from '../world.ts'

/** Who is asking, or a refusal; the key is compared in constant time out of habit. */
export function authenticate(world: World, headers: Record<string, string>): Shop {
  const clientId = headers['client-id']
  const apiKey = headers['api-key']
  if (!clientId || !apiKey) throw new ApiRefusal(401, 16, 'Client-Id and Api-Key headers are required')
  const shop = world.shops.get(clientId)
  if (!shop || !sameText(apiKey, shop.apiKey)) {
    throw refused('Invalid Api-Key, please contact support')
  }
  if (shop.keyState === 'deactivated' || world.now() >= shop.keyExpiresAt) {
    throw refused('Api-key is deactivated, use another one or generate a new one')
  }
  if (shop.keyState === 'wrong-network') throw refused('Api-Key is restricted to specific IP addresses')
  return shop
}

/** Counts the request against the shop's second and gives what is left of it. */
export function countRequest(world: World, shop: Shop): number {
  const now = world.now()
  if (now - shop.window.startedAt >= 1000 || now < shop.window.startedAt) {
    shop.window = { startedAt: now, count: 0 }
  }
  shop.window.count += 1
  return world.limits.requestsPerSecond - shop.window.count
}

export function checkRate(world: World, shop: Shop, path: string, remaining: number): void {
  if (remaining < 0 || world.faults.draw('rateLimited', { clientId: shop.clientId, method: path })) {
    noteRefusal(world, shop, path)
    throw new ApiRefusal(429, 8, RATE_LIMITED, { 'Retry-After': '1' })
  }
}

/** A method that was flooded stays closed for minutes, whatever the rate. */
export function checkCircle(world: World, shop: Shop, path: string): void {
  const fault = world.faults.draw('circleOpen', { clientId: shop.clientId, method: path })
  if (fault) shop.openCircles.set(path, world.now() + fault.delayMs)
  const until = shop.openCircles.get(path)
  if (until === undefined) return
  if (world.now() < until) throw new ApiRefusal(429, 8, CIRCLE_OPEN)
  shop.openCircles.delete(path)
}

export function checkRole(shop: Shop, path: string): void {
  if (!shop.roles.some((role) => role.methods.includes(path))) throw refused(MISSING_ROLE)
}

function noteRefusal(world: World, shop: Shop, path: string): void {
  const now = world.now()
  shop.refusals = shop.refusals.filter((refusal) => now - refusal.at < 10_000)
  shop.refusals.push({ method: path, at: now })
  const floods = shop.refusals.filter((refusal) => refusal.method === path).length
  if (floods >= world.limits.refusalsUntilCircleOpens) {
    shop.openCircles.set(path, now + world.limits.circleOpenMs)
  }
}

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
