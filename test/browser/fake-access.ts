import type { ChannelHealth, OtherHealth } from '../../src/http/contracts/shops.ts'

type Method = ChannelHealth['methods'][number]

/** Chats work, reviews are not paid for, and the key lacks the role to answer questions. */
export function fakeChannels(now: number): ChannelHealth[] {
  const at = new Date(now - 60_000).toISOString()
  const works = (method: string): Method => ({
    method,
    access: 'allowed',
    reason: null,
    words: null,
    by: 'tried',
    at,
  })
  const unpaid = (method: string): Method => ({
    ...works(method),
    access: 'denied',
    reason: 'subscription_required',
    words: 'not available with existing subscription',
  })
  const answering = '/v1/question/answer/create'
  return [
    {
      channel: 'ozon-chat',
      reads: 'allowed',
      answers: 'allowed',
      advice: [],
      methods: [works('/v3/chat/list'), { ...works('/v1/chat/send/message'), by: 'call' }],
      lastPollAt: null,
      pollError: null,
    },
    {
      channel: 'ozon-review',
      reads: 'denied',
      answers: 'denied',
      advice: [{ to: 'subscribe' }],
      methods: [unpaid('/v2/review/count'), unpaid('/v2/review/list')],
      lastPollAt: null,
      pollError: null,
    },
    {
      channel: 'ozon-question',
      reads: 'allowed',
      answers: 'denied',
      advice: [{ to: 'add_role', methods: [answering] }],
      methods: [
        works('/v1/question/list'),
        { ...works(answering), access: 'denied', reason: 'missing_role', by: 'roles' },
      ],
      lastPollAt: at,
      pollError: null,
    },
  ]
}

export const fakeOthers = (now: number): OtherHealth[] => [
  {
    part: 'ratings',
    access: 'unknown',
    advice: [],
    methods: [
      {
        method: '/v1/rating/history',
        access: 'unknown',
        reason: 'timeout',
        words: null,
        by: 'tried',
        at: new Date(now - 60_000).toISOString(),
      },
    ],
  },
]
