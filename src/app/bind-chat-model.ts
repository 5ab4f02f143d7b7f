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
import { configOfChoice, modelsOfSettings } from './language-models.ts'
import { tryModel } from './try-model.ts'

/** The verbs on the chat model of the installation, as the routes call them. */
export function bindChatModel(app: App): ChatModelVerbs {
  const { db, clock, env, masterKey, modelSource } = app
  const fixed = modelsOfSettings(env, app)
  const read = async (): Promise<ChatModelView> => {
    if (fixed) {
      const [{ name, baseUrl, canSee }] = fixed.known
      return { from: 'settings', chosen: { model: name, baseUrl, canSee } }
    }
    const chosen = await readChosenModel(app)
    if (!chosen) return { from: 'nowhere', chosen: null }
    const { apiKey, changedBy: _, ...told } = chosen
    return { from: 'console', chosen: { ...told, hasKey: apiKey !== undefined } }
  }
  const refuseFixed = () => {
    if (fixed)
      throw conflict(
        'model_in_settings',
        'The model is named in the settings of the server (OPENAI_…); it can only be changed there.',
      )
  }
  return {
    readChatModel: read,
    tryChatModel: async (choice: ModelChoice): Promise<ModelTrial> => {
      const apiKey = keyFor(choice, await readChosenModel(app))
      return tryModel(createOpenAiChatModel(configOfChoice({ ...choice, apiKey })))
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
