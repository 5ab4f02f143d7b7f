import { createHash } from 'node:crypto'

/** Digest of a parsed body: order of keys, spacing and `7` against `"7"` make no difference. */
export function bodyDigest(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex').slice(0, 32)
}

type ChatEventKey = {
  type: 'new_message' | 'update_message' | 'message_read'
  chatId: string
  messageId: string
  updatedAt?: Date | undefined
  lastReadMessageId?: string | undefined
  data: string[]
}

/**
 * A new message is known by its id alone, so that a poll that found it makes the same key.
 * An edit adds its time and its text: the time may be missing, and two edits may share one second.
 */
export function chatEventId({
  type,
  chatId,
  messageId,
  updatedAt,
  lastReadMessageId,
  data,
}: ChatEventKey): string {
  switch (type) {
    case 'new_message':
      return `${type}:${chatId}:${messageId}`
    case 'message_read':
      return `${type}:${chatId}:${messageId}:${lastReadMessageId ?? ''}`
    case 'update_message':
      return `${type}:${chatId}:${messageId}:${updatedAt?.toISOString() ?? ''}:${bodyDigest(data)}`
  }
}

/**
 * "Chat closed" carries neither id nor time, and a chat may be closed, opened again and closed again: its body
 * alone would swallow the second closing. A repeat of a push whose 200 got lost comes within seconds, so the minute
 * of arrival tells the two apart. The price: a repeat over the turn of a minute counts as a second closing,
 * which changes nothing, because closing a closed chat is a no-op.
 */
export function chatClosedEventId(chatId: string, body: unknown, receivedAt: Date): string {
  return `chat_closed:${chatId}:${bodyDigest(body)}:${Math.floor(receivedAt.getTime() / 60_000)}`
}

type ContextEventKey = {
  messageType: string
  uuid: string | undefined
  postingNumber: string | undefined
  newState: string | undefined
  changedStateDate: Date | undefined
  body: unknown
}

export function contextEventId(key: ContextEventKey): string {
  const { messageType, uuid, postingNumber, newState, changedStateDate } = key
  if (uuid) return `${messageType}:${uuid}`
  if (postingNumber && newState && changedStateDate) {
    return `${messageType}:${postingNumber}:${newState}:${changedStateDate.toISOString()}`
  }
  return `${messageType}:${bodyDigest(key.body)}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
  }
  return value === null || typeof value === 'boolean' ? String(value) : JSON.stringify(String(value))
}
