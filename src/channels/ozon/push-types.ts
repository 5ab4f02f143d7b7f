export type PushGroup = 'posting' | 'fbo_posting' | 'order' | 'goods'

const CHAT_PUSH_TYPES = {
  TYPE_NEW_MESSAGE: 'new_message',
  TYPE_UPDATE_MESSAGE: 'update_message',
  TYPE_MESSAGE_READ: 'message_read',
  TYPE_CHAT_CLOSED: 'chat_closed',
} as const

/** Types that do not speak about a chat: kept for later use as context of a question. */
const CONTEXT_PUSH_TYPES = {
  TYPE_NEW_POSTING: 'posting',
  TYPE_POSTING_CANCELLED: 'posting',
  TYPE_STATE_CHANGED: 'posting',
  TYPE_CUTOFF_DATE_CHANGED: 'posting',
  TYPE_DELIVERY_DATE_CHANGED: 'posting',
  TYPE_FBO_POSTING_NEW: 'fbo_posting',
  TYPE_FBO_POSTING_CANCELLED: 'fbo_posting',
  TYPE_FBO_POSTING_STATE_CHANGED: 'fbo_posting',
  TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED: 'fbo_posting',
  TYPE_FBO_STOCKS_CHANGED: 'goods',
  TYPE_ORDER_NEW: 'order',
  TYPE_ORDER_CANCELLED: 'order',
  TYPE_ORDER_STATE_CHANGED: 'order',
  TYPE_STOCKS_CHANGED: 'goods',
  TYPE_CREATE_OR_UPDATE_ITEM: 'goods',
  TYPE_CREATE_ITEM: 'goods',
  TYPE_UPDATE_ITEM: 'goods',
  TYPE_DESCRIPTION_CATEGORY_TREE_CHANGED: 'goods',
} as const satisfies Record<string, PushGroup>

/** What we have the marketplace push: all about chats and orders. The goods are read by the catalogue's own jobs. */
export const WANTED_PUSH_TYPES: readonly string[] = [
  ...Object.keys(CHAT_PUSH_TYPES),
  ...Object.entries(CONTEXT_PUSH_TYPES)
    .filter(([, group]) => group !== 'goods')
    .map(([type]) => type),
]

export type ChatPushType = (typeof CHAT_PUSH_TYPES)[keyof typeof CHAT_PUSH_TYPES]

export function chatPushType(messageType: string): ChatPushType | undefined {
  return Object.hasOwn(CHAT_PUSH_TYPES, messageType)
    ? CHAT_PUSH_TYPES[messageType as keyof typeof CHAT_PUSH_TYPES]
    : undefined
}

export function contextPushGroup(messageType: string): PushGroup | undefined {
  return Object.hasOwn(CONTEXT_PUSH_TYPES, messageType)
    ? CONTEXT_PUSH_TYPES[messageType as keyof typeof CONTEXT_PUSH_TYPES]
    : undefined
}
