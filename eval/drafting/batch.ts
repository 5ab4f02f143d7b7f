import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ChatModel, StructuredResult } from '../../src/llm/chat-model.ts'
import { maskedModel } from '../../src/llm/masked-model.ts'
import { parseAnswer } from '../../src/llm/parse-answer.ts'
import { wireSchema } from '../../src/llm/wire-schema.ts'
import { unavailable } from '../../src/shared/errors.ts'

/** A line of OpenAI's Batch API, as it is uploaded. */
export type BatchRequest = {
  custom_id: string
  method: 'POST'
  url: '/v1/chat/completions'
  body: Record<string, unknown>
}

/** A line of what the Batch API gives back; of a refusal only that there was one. */
const batchAnswerSchema = z.object({
  custom_id: z.string(),
  response: z
    .object({
      status_code: z.int(),
      body: z.object({
        model: z.string(),
        choices: z.array(
          z.object({
            message: z.object({ content: z.string().nullable(), refusal: z.string().nullish() }),
            finish_reason: z.string().nullish(),
          }),
        ),
        usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).optional(),
      }),
    })
    .nullable(),
})
export type BatchAnswer = z.infer<typeof batchAnswerSchema>

/** Answers by the id of what was asked; of several to one question the last counts. */
export function readAnswers(file: string): Map<string, BatchAnswer> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Map(
    lines.map((line, index) => {
      const parsed = batchAnswerSchema.safeParse(JSON.parse(line))
      if (!parsed.success)
        throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(parsed.error).slice(0, 300)}`)
      return [parsed.data.custom_id, parsed.data]
    }),
  )
}

/**
 * A model whose answers were given before. What has none yet goes to the live model, if there is one, and is
 * recorded; else it is written down as a request, masked as it would leave the house, and the model is unavailable
 * for now: the built-in steps stand in. Reading a turn comes before drafting, so an export is complete when a run
 * with the answers so far asks nothing more.
 */
export function batchModel(
  model: string,
  { answers, run, live }: { answers: ReadonlyMap<string, BatchAnswer>; run: number; live?: ChatModel },
) {
  const recorded: BatchAnswer[] = []
  const unanswered = new Map<string, BatchRequest>()
  const replayed: ChatModel = {
    model,
    async completeStructured(request) {
      const { system, user, schema, name } = request
      const body = {
        model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        response_format: {
          type: 'json_schema',
          json_schema: { name, schema: wireSchema(schema), strict: true },
        },
      }
      const custom_id = `${name}-${createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 24)}-${run}`
      const answer = answers.get(custom_id)?.response
      const choice = answer?.status_code === 200 ? answer.body.choices[0] : undefined
      if ((!answer || !choice) && live) {
        const result = await live.completeStructured(request)
        recorded.push(answerLine(custom_id, result))
        return result
      }
      if (!answer || !choice) {
        unanswered.set(custom_id, { custom_id, method: 'POST', url: '/v1/chat/completions', body })
        throw unavailable('model_not_asked', 'This question has no recorded answer yet.')
      }
      const { usage, model: answered } = answer.body
      const used = {
        inputTokens: usage?.prompt_tokens ?? 0,
        outputTokens: usage?.completion_tokens ?? 0,
        latencyMs: 0,
      }
      const raw = choice.message.content ?? ''
      const bad = (reason: 'refused' | 'truncated' | 'invalid_output', detail: string) =>
        ({ ok: false, reason, detail, raw, model: answered, usage: used }) as const
      if (choice.message.refusal) return bad('refused', choice.message.refusal)
      if (choice.finish_reason === 'length') return bad('truncated', 'cut off by the length limit')
      const parsed = parseAnswer(raw, schema)
      return parsed.ok
        ? { ok: true, value: parsed.value, model: answered, usage: used }
        : bad('invalid_output', parsed.error)
    },
  }
  return {
    model: maskedModel(replayed),
    unanswered: () => [...unanswered.values()],
    /** What the live model answered, as the Batch API would have given it back. */
    recorded: () => recorded,
  }
}

function answerLine(custom_id: string, result: StructuredResult<unknown>): BatchAnswer {
  const isRefusal = !result.ok && result.reason === 'refused'
  const message = isRefusal
    ? { content: null, refusal: result.detail }
    : { content: result.ok ? JSON.stringify(result.value) : result.raw }
  const finish_reason = !result.ok && result.reason === 'truncated' ? 'length' : 'stop'
  const { inputTokens, outputTokens } = result.usage
  const usage = { prompt_tokens: inputTokens, completion_tokens: outputTokens }
  const body = { model: result.model, choices: [{ message, finish_reason }], usage }
  return { custom_id, response: { status_code: 200, body } }
}
