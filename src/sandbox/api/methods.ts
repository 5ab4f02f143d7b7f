import { roles, sellerInfo } from './account.ts'
import { chatHistory } from './chat-history.ts'
import { chatList } from './chat-list.ts'
import { sendFile, sendMessage } from './chat-send.ts'
import { chatRead, chatStart } from './chat-start-read.ts'
import type { Method } from './method.ts'

export const METHODS: Readonly<Record<string, Method>> = {
  '/v3/chat/list': chatList,
  '/v3/chat/history': chatHistory,
  '/v1/chat/send/message': sendMessage,
  '/v1/chat/send/file': sendFile,
  '/v1/chat/start': chatStart,
  '/v2/chat/read': chatRead,
  '/v1/roles': roles,
  '/v1/seller/info': sellerInfo,
}

/** Methods that Ozon has switched off. */
export const OBSOLETE_METHODS: readonly string[] = [
  '/v1/chat/list',
  '/v2/chat/list',
  '/v1/chat/history',
  '/v2/chat/history',
  '/v1/chat/updates',
  '/v1/chat/read',
  '/v1/warehouse/list',
  '/v3/posting/fbs/list',
  '/v2/posting/fbo/list',
]
