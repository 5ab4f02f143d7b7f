import { queryOptions } from '@tanstack/react-query'
import { type ChooseChatModel, chatModelSchema, modelTrialSchema } from '../../http/contracts/chat-model.ts'
import { call } from './client.ts'

const PATH = '/api/chat-model'

export const chatModelQuery = queryOptions({
  queryKey: ['chat-model'],
  queryFn: ({ signal }) => call(chatModelSchema, PATH, { signal }),
})

export function tryChatModel(body: ChooseChatModel) {
  return call(modelTrialSchema, `${PATH}/try`, { method: 'POST', body })
}

export function chooseChatModel(body: ChooseChatModel) {
  return call(chatModelSchema, PATH, { method: 'PUT', body })
}

export function forgetChatModel() {
  return call(chatModelSchema, PATH, { method: 'DELETE' })
}
