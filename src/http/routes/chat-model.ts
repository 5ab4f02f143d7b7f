import type { Actor } from '../../domain/actor.ts'
import { type App, actorOf } from '../app-types.ts'
import {
  type ChatModelView,
  type ChooseChatModel,
  chatModelSchema,
  chooseChatModelSchema,
  type ModelTrial,
  modelTrialSchema,
} from '../contracts/chat-model.ts'

/** What the routes need of who knows the models. */
export type ChatModelVerbs = {
  readChatModel(): Promise<ChatModelView>
  tryChatModel(choice: ChooseChatModel): Promise<ModelTrial>
  chooseChatModel(input: ChooseChatModel & { actor: Actor }): Promise<ChatModelView>
  forgetChatModel(input: { actor: Actor }): Promise<ChatModelView>
}

const tags = ['models']
const config = { right: 'admin' } as const
const response = { 200: chatModelSchema }
const url = '/api/chat-model'

export function chatModelRoutes(app: App, models: ChatModelVerbs): void {
  app.route({
    method: 'GET',
    url,
    config,
    schema: { tags, summary: 'Which model writes drafts, and who named it; never its key', response },
    handler: () => models.readChatModel(),
  })

  app.route({
    method: 'PUT',
    url,
    config,
    schema: { tags, summary: 'Choose the model that writes drafts', body: chooseChatModelSchema, response },
    handler: (request) => models.chooseChatModel({ ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'DELETE',
    url,
    config,
    schema: { tags, summary: 'Take the model away: the built-in drafter writes', response },
    handler: (request) => models.forgetChatModel({ actor: actorOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${url}/try`,
    config,
    schema: {
      tags,
      summary: 'Ask a model one question before it is chosen; nothing is stored',
      body: chooseChatModelSchema,
      response: { 200: modelTrialSchema },
    },
    handler: ({ body }) => models.tryChatModel(body),
  })
}
