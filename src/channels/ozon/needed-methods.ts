import type { ChannelMethods } from '../../domain/channel-access.ts'
import { OZON_CHAT, OZON_QUESTION, OZON_REVIEW } from '../channel-names.ts'

/** What each channel needs the key to be allowed. */
export const CHANNEL_METHODS: Readonly<Record<string, ChannelMethods>> = {
  [OZON_CHAT]: {
    reads: ['/v3/chat/list', '/v3/chat/history'],
    answers: ['/v1/chat/send/message'],
    more: ['/v2/chat/read', '/v1/chat/start'],
    gate: '/v3/chat/history',
  },
  [OZON_REVIEW]: {
    reads: ['/v2/review/list', '/v2/review/info', '/v1/review/comment/list'],
    answers: ['/v1/review/comment/create'],
    more: ['/v2/review/count', '/v2/review/change-status'],
    gate: '/v2/review/count',
  },
  [OZON_QUESTION]: {
    reads: ['/v1/question/list', '/v1/question/info', '/v1/question/answer/list'],
    answers: ['/v1/question/answer/create'],
    more: ['/v1/question/count', '/v1/question/change-status'],
    gate: '/v1/question/count',
  },
}

/** Beside the channels: what drafts draw on, pushes and Ozon's own figures. */
export const OTHER_METHODS: Readonly<
  Record<'pushes' | 'products' | 'orders' | 'ratings', readonly string[]>
> = {
  pushes: [
    '/v1/notification/list',
    '/v1/notification/set',
    '/v1/notification/check',
    '/v1/notification/enable',
  ],
  products: [
    '/v3/product/info/list',
    '/v4/product/info/attributes',
    '/v1/product/info/description',
    '/v4/product/info/stocks',
    '/v5/product/info/prices',
  ],
  orders: [
    '/v4/posting/fbs/list',
    '/v3/posting/fbs/get',
    '/v3/posting/fbo/list',
    '/v2/posting/fbo/get',
    '/v1/returns/list',
    '/v2/returns/rfbs/list',
  ],
  ratings: ['/v1/rating/history'],
}

export const methodsOfChannel = ({ reads, answers, more }: ChannelMethods): string[] => [
  ...reads,
  ...answers,
  ...more,
]

export const NEEDED_METHODS: readonly string[] = [
  ...Object.values(CHANNEL_METHODS).flatMap(methodsOfChannel),
  ...Object.values(OTHER_METHODS).flat(),
]
