import { describe, expect, test } from 'vitest'
import { dayOf, lacksLanguage, momentOf, newEntry, ownWords, tidied } from './entry-form.ts'

const { content } = newEntry('s')

describe('dates of an entry', () => {
  test('are days in Moscow, and an end is the last day on which it holds', () => {
    expect(momentOf('2026-12-01')).toBe('2026-11-30T21:00:00.000Z')
    expect(momentOf('2026-12-01', 'last')).toBe('2026-12-01T21:00:00.000Z')
    expect(dayOf('2026-11-30T21:00:00.000Z')).toBe('2026-12-01')
    expect(dayOf('2026-12-01T21:00:00.000Z', 'last')).toBe('2026-12-01')
    expect([momentOf(''), dayOf(null)]).toEqual([null, ''])
  })
})

describe('the texts of an entry', () => {
  test('are shown in the reader’s language, else in one that is there', () => {
    const begun = { ...content, questionZh: '可以退货吗？' }
    expect(ownWords(begun, 'question', 'ru')).toBe('可以退货吗？')
    expect(ownWords({ ...begun, questionRu: 'Можно вернуть?' }, 'question', 'zh')).toBe('可以退货吗？')
    expect(ownWords({ ...begun, questionRu: 'Можно вернуть?' }, 'question', 'en')).toBe('Можно вернуть?')
  })
  test('can be filled where one language has what another lacks', () => {
    expect(lacksLanguage(content)).toBe(false)
    expect(lacksLanguage({ ...content, answerZh: '可以。' })).toBe(true)
    const whole = {
      questionRu: 'В?',
      questionZh: '问？',
      questionEn: 'Q?',
      answerRu: 'О.',
      answerZh: '答。',
      answerEn: 'A.',
    }
    expect(lacksLanguage({ ...content, ...whole })).toBe(false)
    const warranty = {
      months: 1,
      startEvent: 'delivery' as const,
      coverage: [{ ru: 'Да' }],
      exclusions: [],
      serviceSteps: [],
    }
    expect(lacksLanguage({ ...content, ...whole, warranty })).toBe(true)
  })
  test('leave without empty lines', () => {
    const warranty = {
      months: 1,
      startEvent: 'delivery' as const,
      coverage: [{ ru: ' Да ' }, { ru: ' ', zh: '' }, { ru: '', zh: ' 是 ' }],
      exclusions: [],
      serviceSteps: [],
    }
    const sent = tidied({ ...content, answerZh: ' ', variants: [' a ', ''], warranty })
    expect(sent).toMatchObject({ answerZh: null, variants: ['a'] })
    expect(sent.warranty?.coverage).toEqual([{ ru: 'Да' }, { ru: '', zh: '是' }])
  })
})
