import { z } from 'zod'
import { badRequest, unknownThing } from '../api-error.ts'
import { type Attempt, attemptDelivery } from '../pushes/delivery.ts'
import { type Endpoint, enable, GRADE_THRESHOLDS, suspend } from '../pushes/endpoints.ts'
import { describePushType, PUSH_TYPE_NAMES, PUSH_TYPES } from '../pushes/push-types.ts'
import { bigId, type Call, iso, method } from './method.ts'

const url = z.url({ protocol: /^https?$/ }).max(2048)
// Two kinds are paused since 2023 but still accepted.
const types = z.array(z.enum([...PUSH_TYPE_NAMES, 'TYPE_CREATE_ITEM', 'TYPE_UPDATE_ITEM'])).min(1)

/** The address has to answer a ping before it is taken. */
export const notificationSet = method(z.object({ url, types }), async (call, body) => {
  const check = await tryPing(call, body.url)
  if (!check.ok) throw badRequest(`url check failed: ${check.error ?? 'REQUEST_ERROR'}`)
  const { endpoints } = call.world.pushes
  for (const other of endpoints.of(call.shop.clientId)) {
    for (const type of body.types) other.types.delete(type)
    if (other.url === body.url || other.types.size === 0) endpoints.remove(other.id)
  }
  const endpoint = endpoints.add(call.shop.clientId, body.url, body.types)
  endpoint.pingedAt = call.world.now()
  return {}
})

export const notificationUpdate = method(
  z.object({ id: bigId, url: url.optional(), types: types.optional() }),
  (call, body) => {
    const endpoint = find(call, body.id)
    if (body.url !== undefined) endpoint.url = body.url
    if (body.types !== undefined) endpoint.types = new Set(body.types)
    return {}
  },
)

export const notificationDelete = method(z.object({ id: bigId }), (call, body) => {
  call.world.pushes.endpoints.remove(find(call, body.id).id)
  return {}
})

export const notificationEnable = method(z.object({ id: bigId, enabled: z.boolean() }), (call, body) => {
  const endpoint = find(call, body.id)
  if (!body.enabled) suspend(endpoint, 'SELLER', 'switched off by the seller')
  else if (!enable(endpoint)) throw badRequest('url is disabled by the administration, add a new one')
  return {}
})

export const notificationCheck = method(z.object({ url }), async (call, body) => {
  const check = await tryPing(call, body.url)
  const errors = check.error ? [{ type: check.error, description: `status ${check.status ?? 'none'}` }] : []
  return { is_active: check.ok, errors }
})

export const notificationList = method(
  z.object({
    limit: z.int().min(1).max(100).default(100),
    offset: z.int().min(0).default(0),
    sort_dir: z.enum(['ASC', 'DESC']).default('ASC'),
    availability_statuses: z.array(z.enum(['GREEN', 'YELLOW', 'RED'])).default([]),
  }),
  ({ world, shop }, body) => {
    const wanted = body.availability_statuses
    const found = world.pushes.endpoints
      .of(shop.clientId)
      .filter((endpoint) => wanted.length === 0 || wanted.includes(endpoint.grade))
      .sort((left, right) => (body.sort_dir === 'ASC' ? left.id - right.id : right.id - left.id))
    return {
      urls: found.slice(body.offset, body.offset + body.limit).map(present),
      availability_status_thresholds: GRADE_THRESHOLDS,
      total_count: found.length,
    }
  },
)

export const pushTypeList = method(z.object({}), ({ world, shop }) => ({
  types: PUSH_TYPES.map(([type, description]) => {
    const endpoint = world.pushes.endpoints.of(shop.clientId).find((one) => one.types.has(type))
    return {
      type,
      description,
      ...(endpoint ? { seller_endpoint: { id: endpoint.id, url: endpoint.url } } : {}),
    }
  }),
}))

function present(endpoint: Endpoint) {
  return {
    id: endpoint.id,
    url: endpoint.url,
    enable: endpoint.enabled,
    created_at: iso(endpoint.createdAt),
    types: [...endpoint.types].map((type) => ({ type, description: describePushType(type) })),
    availability_status: endpoint.grade,
    availability_status_date: iso(endpoint.gradedAt),
    disable_reason: endpoint.disableReason,
    problematic_type: '',
    reason_details: endpoint.reasonDetails,
  }
}

function tryPing({ world }: Call, address: string): Promise<Attempt> {
  const body = JSON.stringify({ message_type: 'TYPE_PING', time: iso(world.now()) })
  const deps = { now: world.now, transport: world.pushes.transport }
  return attemptDelivery(deps, { url: address, body, type: 'TYPE_PING' })
}

function find({ world, shop }: Call, id: bigint): Endpoint {
  const endpoint = world.pushes.endpoints.byId(Number(id))
  if (!endpoint || endpoint.clientId !== shop.clientId) throw unknownThing('url not found')
  return endpoint
}
