import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComposedDraft, DraftSentence } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { checkContext } from '../checks/check-context.ts'
import { runChecks } from '../checks/run-checks.ts'
import { PHRASES } from './phrases.ts'
import { REVIEW_WORDS } from './review-reply.ts'
import { varyCourtesy } from './vary-courtesy.ts'

const ALL = [...Object.values(PHRASES), ...Object.values(REVIEW_WORDS)]

const draftOf = (sentences: DraftSentence[]): ComposedDraft => ({
  kind: 'answer',
  sentences,
  promises: [],
  unanswered: [],
  abstained: false,
  composer: 'built-in',
})
const courtesy = (ru: string): DraftSentence => ({ ru, evidenceIds: [], class: 'courtesy' })
const textOf = ({ sentences }: ComposedDraft) => sentences.map(({ ru }) => ru).join(' ')

/** Whatever a buyer could hold the shop to: digits, months and words of denial. */
const weighty = (text: string): string[] =>
  normalise(text).match(
    /\d+(?:[.,:]\d+)*|(?<!\p{L})(?:не|нет|нельзя|без|никогда|ни)(?!\p{L})|(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)\p{L}*/gu,
  ) ?? []

describe('varied courtesy', () => {
  it('is the same for the same conversation, and not what stood there before', () => {
    const draft = draftOf([courtesy(PHRASES.greeting.ru), courtesy(PHRASES.handover.ru)])
    const varied = varyCourtesy(draft, 'c-1')
    expect(varyCourtesy(draft, 'c-1')).toEqual(varied)
    varied.sentences.forEach((sentence, i) => {
      expect(sentence.ru).not.toBe(draft.sentences[i]?.ru)
    })
    const wordings = new Set(Array.from({ length: 40 }, (_, i) => textOf(varyCourtesy(draft, `c-${i}`))))
    expect(wordings.size).toBeGreaterThan(4)
  })

  it('never touches numbers, dates, negations or a sentence that rests on something', () => {
    const phrase = fc.constantFrom(...ALL.map(({ ru }) => ru))
    const fact = fc.constantFrom(
      'Гарантия 12 месяцев.',
      'Не подходит к модели К-200.',
      'Доставим 24 ноября до 18:00.',
      'Нет, размера 48 нет.',
      'Здравствуйте!',
      'Спасибо за сообщение. Стоит 2 490 ₽.',
    )
    const sentence = fc.oneof(
      phrase.map(courtesy),
      fact.map((ru): DraftSentence => ({ ru, evidenceIds: ['k:1'], class: 'documented' })),
      fact.map((ru): DraftSentence => ({ ru, evidenceIds: [], class: 'inferred' })),
      fc.string({ maxLength: 40 }).map(courtesy),
    )
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 8 }), fc.uuid(), (sentences, conversationId) => {
        const before = draftOf(sentences)
        const after = varyCourtesy(before, conversationId)
        expect(weighty(textOf(after))).toEqual(weighty(textOf(before)))
        expect(after.sentences).toHaveLength(sentences.length)
        after.sentences.forEach((one, i) => {
          const was = sentences[i]
          if (was && (was.class !== 'courtesy' || was.evidenceIds.length > 0)) expect(one).toEqual(was)
          else expect({ ...one, ru: '', zh: '' }).toEqual({ ...was, ru: '', zh: '' })
        })
      }),
    )
  })

  it('breaks no rule in any wording', () => {
    for (const { ru } of ALL)
      for (let i = 0; i < 12; i++) {
        const text = textOf(varyCourtesy(draftOf([courtesy(ru)]), `c-${i}`))
        const findings = ['ozon-chat', 'ozon-review'].flatMap((channel) =>
          runChecks(text, checkContext({ channel })),
        )
        expect(
          findings.filter(({ status }) => status !== 'pass'),
          text,
        ).toEqual([])
      }
  })
})
