import { z } from 'zod'
import { ozonList, ozonTextOrNone } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'
import { fboPosting, fbsPosting } from './posting-schema.ts'

type FbsListRequest = {
  filter: { order_numbers?: string[]; since: string; to: string }
  limit: number
  cursor?: string
  with: { analytics_data: true }
}

type FboListRequest = {
  filter: { order_numbers?: string[]; posting_numbers?: string[]; since?: string; to?: string }
  limit: number
  cursor?: string
  with: { analytics_data: true }
}

type GetRequest = { posting_number: string; with: { analytics_data: true } }

export const fbsListMethod = ozonMethod<FbsListRequest>()(
  '/v4/posting/fbs/list',
  { repeat: 'harmless' },
  page(fbsPosting),
)
export const fboListMethod = ozonMethod<FboListRequest>()(
  '/v3/posting/fbo/list',
  { repeat: 'harmless' },
  page(fboPosting),
)
export const fbsGetMethod = ozonMethod<GetRequest>()(
  '/v3/posting/fbs/get',
  { repeat: 'harmless' },
  one(fbsPosting),
)
export const fboGetMethod = ozonMethod<GetRequest>()(
  '/v2/posting/fbo/get',
  { repeat: 'harmless' },
  one(fboPosting),
)

type ListFbs = { orderNumbers?: string[]; since: Date; to: Date; limit?: number; cursor?: string }

/** One page of FBS and rFBS postings, at most 100 order numbers; Ozon wants a period even with numbers given. */
export function listFbsPostings(client: OzonClient, input: ListFbs, options?: CallOptions) {
  const numbers = input.orderNumbers?.length ? { order_numbers: input.orderNumbers } : {}
  const filter = { ...numbers, since: ozonMoment(input.since), to: ozonMoment(input.to) }
  return client.call(fbsListMethod, { filter, ...paging(input) }, options)
}

type ListFbo = {
  orderNumbers?: string[]
  postingNumbers?: string[]
  since?: Date
  to?: Date
  limit?: number
  cursor?: string
}

/** One page of FBO postings. */
export function listFboPostings(client: OzonClient, input: ListFbo, options?: CallOptions) {
  const filter: FboListRequest['filter'] = {}
  if (input.orderNumbers?.length) filter.order_numbers = input.orderNumbers
  if (input.postingNumbers?.length) filter.posting_numbers = input.postingNumbers
  if (input.since) filter.since = ozonMoment(input.since)
  if (input.to) filter.to = ozonMoment(input.to)
  return client.call(fboListMethod, { filter, ...paging(input) }, options)
}

export function readFbsPosting(client: OzonClient, input: { postingNumber: string }, options?: CallOptions) {
  const request = { posting_number: input.postingNumber, with: { analytics_data: true as const } }
  return client.call(fbsGetMethod, request, options)
}

export function readFboPosting(client: OzonClient, input: { postingNumber: string }, options?: CallOptions) {
  const request = { posting_number: input.postingNumber, with: { analytics_data: true as const } }
  return client.call(fboGetMethod, request, options)
}

function page<Item extends z.ZodType>(posting: Item) {
  return z
    .looseObject({ postings: ozonList(posting), cursor: ozonTextOrNone, has_next: z.boolean().nullish() })
    .transform((wire) => ({ postings: wire.postings, cursor: wire.cursor, hasNext: wire.has_next ?? false }))
}

function one<Item extends z.ZodType>(posting: Item) {
  return z.looseObject({ result: posting }).transform((wire) => wire.result as z.infer<Item>)
}

function paging({ limit = 100, cursor }: { limit?: number; cursor?: string }) {
  return { limit, with: { analytics_data: true as const }, ...(cursor ? { cursor } : {}) }
}

/** Ozon writes its moments without fractions of a second. */
function ozonMoment(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
