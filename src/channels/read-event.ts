import { bug } from '../shared/errors.ts'
import type { ChannelEvent, StoredEvent } from './channel-adapter.ts'
import { OZON_CHAT } from './channel-names.ts'
import { HISTORY_MESSAGE, readHistoryEvent } from './history-event.ts'
import { readChatPush } from './ozon/read-chat-event.ts'

/** What a stored event of any channel means; needs no key and no network. */
export function readEvent(event: StoredEvent): ChannelEvent {
  if (event.type === HISTORY_MESSAGE) return readHistoryEvent(event.body)
  if (event.channel === OZON_CHAT) return readChatPush(event)
  throw bug('unknown_channel', `no reader for events of the channel ${event.channel}`)
}
