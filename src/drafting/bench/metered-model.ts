import type { ChatModel, ModelCall } from '../../llm/chat-model.ts'

export type Meter = { inputTokens: number; outputTokens: number; costMicros: number; latencyMs: number }

/** A model whose calls are put on the account as those of a test bench, and added up here. */
export function meteredModel(model: ChatModel): { model: ChatModel; meter: Meter } {
  const meter: Meter = { inputTokens: 0, outputTokens: 0, costMicros: 0, latencyMs: 0 }
  const add = (call: ModelCall) => {
    meter.inputTokens += call.inputTokens
    meter.outputTokens += call.outputTokens
    meter.costMicros += call.costMicros
    meter.latencyMs += call.latencyMs
  }
  return {
    meter,
    model: {
      model: model.model,
      canSee: model.canSee ?? false,
      completeStructured: (request, options = {}) =>
        model.completeStructured(
          { ...request, purpose: 'bench' },
          {
            ...options,
            onCall: async (call) => {
              add(call)
              await options.onCall?.(call)
            },
          },
        ),
    },
  }
}
