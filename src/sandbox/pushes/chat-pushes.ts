import { messageData } from '../messages.ts'
import type { Chat, Message, World } from '../world.ts'
import { sellerIdFor } from './seller-id.ts'

/** The seller's own messages are never pushed. */
export function pushNewMessage(world: World, chat: Chat, message: Message): void {
  if (message.author.type === 'Seller') return
  world.pushes.emit(chat.clientId, 'TYPE_NEW_MESSAGE', {
    message_type: 'TYPE_NEW_MESSAGE',
    ...head(world, chat, message),
    data: messageData(message, world.baseUrl(), world.now()),
    seller_id: sellerIdFor(world, chat.clientId),
  })
}

export function pushEdited(world: World, chat: Chat, message: Message): void {
  world.pushes.emit(chat.clientId, 'TYPE_UPDATE_MESSAGE', {
    message_type: 'TYPE_UPDATE_MESSAGE',
    ...head(world, chat, message),
    updated_at: new Date(world.now()).toISOString(),
    data: messageData(message, world.baseUrl(), world.now()),
    seller_id: sellerIdFor(world, chat.clientId),
  })
}

/** The buyer read up to this message. */
export function pushRead(world: World, chat: Chat, last: Message): void {
  world.pushes.emit(chat.clientId, 'TYPE_MESSAGE_READ', {
    message_type: 'TYPE_MESSAGE_READ',
    ...head(world, chat, last),
    created_at: new Date(world.now()).toISOString(),
    user: { id: chat.buyer.id, type: userType(world, 'Customer') },
    last_read_message_id: last.id.toString(),
    seller_id: sellerIdFor(world, chat.clientId),
  })
}

export function pushChatClosed(world: World, chat: Chat): void {
  world.pushes.emit(chat.clientId, 'TYPE_CHAT_CLOSED', {
    message_type: 'TYPE_CHAT_CLOSED',
    chat_id: chat.id,
    chat_type: MIXED_CASE[chat.type],
    user: { id: chat.buyer.id, type: userType(world, 'Customer') },
    seller_id: sellerIdFor(world, chat.clientId),
  })
}

function head(world: World, chat: Chat, message: Message) {
  return {
    chat_id: chat.id,
    chat_type: MIXED_CASE[chat.type],
    message_id: message.id.toString(),
    created_at: new Date(message.createdAt).toISOString(),
    user: { id: message.author.id, type: userType(world, message.author.type) },
  }
}

/** Pushes know three kinds of people only, and sometimes spell the buyer with a Cyrillic «С». */
function userType(world: World, type: string): string {
  if (type !== 'Customer') return type === 'NotificationUser' ? type : 'Support'
  return world.random('quirk:cyrillic') < world.quirks.cyrillicUserType ? '\u0421ustomer' : type
}

const MIXED_CASE: Record<Chat['type'], string> = {
  UNSPECIFIED: 'Seller_Notification',
  SELLER_SUPPORT: 'Seller_Support',
  BUYER_SELLER: 'Buyer_Seller',
  SELLER_NOTIFICATION_LOGISTICS: 'Seller_Notification_Logistics',
  SELLER_API_NOTIFICATIONS: 'Seller_API_Notifications',
}
