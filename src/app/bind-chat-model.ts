import {
  chooseModel,
  forgetModel,
  keyFor,
  type ModelChoice,
  readChosenModel,
} from '../access/chosen-model.ts'
import type { ChatModelView, ModelTrial } from '../http/contracts/chat-model.ts'
import type { ChatModelVerbs } from '../http/routes/chat-model.ts'
import { createOpenAiChatModel } from '../llm/openai-chat-model.ts'
import { conflict } from '../shared/errors.ts'
import type { App } from './create-app.ts'
import { configOfChoice } from './language-models.ts'
import { tryModel } from './try-model.ts'

/** The verbs on the chat model of the installation, as the routes call them. */
export function bindChatModel(app: App): ChatModelVerbs {
  const { db, clock, masterKey, modelSource } = app
  const read = async (): Promise<ChatModelView> => {
    const models = modelSource.current()
    if (modelSource.isFixed && models) {
      const [{ name, baseUrl, canSee }] = models.known
      return { from: 'settings', chosen: { model: name, baseUrl, canSee } }
    }
    const chosen = await readChosenModel(app)
    if (!chosen) return { from: 'nowhere', chosen: null }
    const { apiKey, changedBy: _, ...told } = chosen
    return { from: 'console', chosen: { ...told, hasKey: apiKey !== undefined } }
  }
  const refuseFixed = () => {
    if (modelSource.isFixed)
      throw conflict(
        'model_in_settings',
        'The model is named in the settings of the server (OPENAI_…); it can only be changed there.',
      )
  }
  return {
    readChatModel: read,
    tryChatModel: async (choice: ModelChoice): Promise<ModelTrial> => {
      const apiKey = keyFor(choice, await readChosenModel(app))
      const { detail: _, ...trial } = await tryModel(
        createOpenAiChatModel(configOfChoice({ ...choice, apiKey })),
      )
      return trial
    },
    chooseChatModel: async ({ actor, ...choice }) => {
      refuseFixed()
      await chooseModel({ db, clock, masterKey }, { ...choice, actor: actor.id })
      await modelSource.refresh()
      return read()
    },
    forgetChatModel: async ({ actor }) => {
      refuseFixed()
      await forgetModel({ db, clock }, { actor: actor.id })
      await modelSource.refresh()
      return read()
    },
  }
}
