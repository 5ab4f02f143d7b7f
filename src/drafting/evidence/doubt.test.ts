import { describe, expect, it } from 'vitest'
import { checkEvidence } from './check-evidence.ts'
import { RULES } from './rules.ts'

const QUESTIONS = {
  headphones: ['Сколько работают?', 'До 30 часов с шумоподавлением, до 45 часов без него.'],
  lid: ['Чем мыть крышку?', 'Крышку протирают влажной губкой.'],
  card: ['Как активировать карту?', 'Карту активируйте в приложении, понадобится код с обратной стороны.'],
} as const

const check = (about: keyof typeof QUESTIONS, ru: string, doubt?: () => number) => {
  const [title, textRu] = QUESTIONS[about]
  const offered = [{ id: 'e', kind: 'passage' as const, title, textRu }]
  const sentences = [{ ru, evidenceIds: ['e'], class: 'documented' as const }]
  return checkEvidence({ sentences, offered }, RULES, doubt)[0]
}

describe('a sentence that no rule decides', () => {
  it.each([
    ['words', 'lid', 'Крышку одобрили врачи и учёные.'],
    ['words', 'card', 'Карта хранит историю покупок и баллы.'],
    ['unclear', 'headphones', 'С шумоподавлением они работают до 45 часов.'],
  ] as const)(
    'falls where its words are not met, or another value is nearer: %s, «%s, %s»',
    (kind, about, ru) => {
      expect(check(about, ru)?.findings?.map((one) => one.kind)).toEqual([kind])
      // Nothing else would have seen it.
      expect(check(about, ru, () => 0)?.findings).toEqual([])
    },
  )

  it.each([
    ['headphones', 'Если шумоподавление выключить, хватит на 45 часов.'],
    ['headphones', 'С шумоподавлением они проработают до 30 часов.'],
    ['lid', 'Крышку достаточно протереть губкой.'],
    ['card', 'Активируйте её в приложении, код ищите на обратной стороне карты.'],
  ] as const)('passes in other words: %s, «%s»', (about, ru) => {
    expect(check(about, ru)?.findings).toEqual([])
  })

  it('is not doubted for being short', () => {
    expect(check('lid', 'Крышку протирают.', () => 1)?.findings).toEqual([])
  })
})
