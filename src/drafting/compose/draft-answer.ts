import { z } from 'zod'
import {
  type DraftKind,
  type DraftPromise,
  type DraftSentence,
  draftKindSchema,
  draftPromiseSchema,
  evidenceClassSchema,
} from '../../domain/draft.ts'

/**
 * The shape of the answer. A citation of what was not given is invalid output, found here and not named in the shape:
 * that stays the same for every draft, because a server works on each new one for seconds before it first answers.
 */
export function draftAnswerSchema(ids: readonly string[], asks: readonly string[]) {
  const sentence = z.object({
    ru: z.string(),
    zh: z.string(),
    evidence_ids: z.array(z.string()),
    asks: z.array(z.int()).default([]),
    class: evidenceClassSchema,
  })
  return z
    .object({
      kind: draftKindSchema,
      sentences: z.array(sentence),
      unanswered: z.array(z.string()),
      promises: z.array(draftPromiseSchema),
    })
    .superRefine(({ sentences, promises }, context) => {
      const complain = (message: string, path: (string | number)[]) =>
        context.addIssue({ code: 'custom', message, path })
      const words = sentences.map(({ ru }) => ru).join(' ')
      if (!/\p{Script=Cyrillic}/u.test(words)) complain('the reply must be a Russian text', ['sentences'])
      for (const [i, { class: claimed, evidence_ids, asks: numbers }] of sentences.entries()) {
        if (['documented', 'order-fact', 'computed'].includes(claimed) && evidence_ids.length === 0) {
          complain(`a ${claimed} sentence must cite evidence`, ['sentences', i, 'evidence_ids'])
        }
        for (const id of evidence_ids)
          if (!ids.includes(id)) complain(`there is no evidence "${id}"`, ['sentences', i, 'evidence_ids'])
        if (numbers.some((number) => number < 1 || number > asks.length)) {
          complain(`there are ${asks.length} asks, numbered from 1`, ['sentences', i, 'asks'])
        }
      }
      for (const [i, { what }] of promises.entries()) {
        if (!words.includes(what.trim())) {
          complain('a promise must be words of the reply', ['promises', i, 'what'])
        }
      }
    })
}

export type DraftAnswer = z.infer<ReturnType<typeof draftAnswerSchema>>

/** What only greets and thanks is no answer, whatever it calls itself. */
export const answerKind = ({ kind, sentences }: DraftAnswer): DraftKind =>
  kind === 'answer' && sentences.every((one) => one.class === 'courtesy') ? 'acknowledge' : kind

/** The sentences as a draft keeps them, the shop's signature last. */
export function answerSentences({ sentences }: DraftAnswer, signature: string | undefined): DraftSentence[] {
  const written = sentences.map(
    ({ ru, zh, evidence_ids, asks, class: claimed }): DraftSentence => ({
      ru: ru.trim(),
      zh,
      evidenceIds: [...new Set(evidence_ids)],
      class: claimed,
      ...(asks.length > 0 ? { askIndexes: [...new Set(asks)].map((number) => number - 1) } : {}),
    }),
  )
  const isSigned = !signature || written.at(-1)?.ru.includes(signature.trim()) === true
  return isSigned ? written : [...written, { ru: signature, evidenceIds: [], class: 'courtesy' }]
}

/**
 * Promises with the day the model gave, if it is one; `datePromises` decides whether anything names it. What a sentence
 * promises and the model did not list is added by `found`.
 */
export function answerPromises({ promises }: DraftAnswer, found: readonly DraftPromise[]): DraftPromise[] {
  const listed = promises.map(({ who, what, by }) => ({
    who,
    what: what.trim(),
    by: by !== null && /^\d{4}-\d\d-\d\d/.test(by) ? by : null,
  }))
  const isListed = ({ what }: DraftPromise) =>
    listed.some((one) => one.what.includes(what) || what.includes(one.what))
  return [...listed, ...found.filter((one) => !isListed(one))]
}
