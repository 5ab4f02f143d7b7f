import { bug } from '../shared/errors.ts'
import type { ChannelEvent, StoredEvent } from './channel-adapter.ts'
import { OZON_CHAT, OZON_QUESTION, OZON_REVIEW } from './channel-names.ts'
import { HISTORY_MESSAGE, readHistoryEvent } from './history-event.ts'
import { readFeedbackEvent } from './ozon/feedback-messages.ts'
import { readChatPush } from './ozon/read-chat-event.ts'

/** What a stored event of any channel means; needs no key and no network. */
export function readEvent(event: StoredEvent): ChannelEvent {
  if (event.type === HISTORY_MESSAGE) return readHistoryEvent(event.body)
  if (event.channel === OZON_CHAT) return readChatPush(event)
  if (event.channel === OZON_REVIEW || event.channel === OZON_QUESTION) return readFeedbackEvent(event)
  throw bug('unknown_channel', `no reader for events of the channel ${event.channel}`)
}
