import { describe, expect, test } from 'vitest'
import { confirmsSolved, seemsToAgree } from './buyer-confirms.ts'

describe('the buyer confirms that it is solved', () => {
  test.each([
    'Спасибо, всё получилось!',
    'Всё заработало, спасибо большое',
    'Вопрос решён, благодарю',
    'Спасибо большое, вы очень помогли',
    'Проблема решилась.',
    'Деньги вернулись, спасибо',
    'Разобралась, спасибо!',
    'Спасибо, всё понятно',
  ])('with «%s»', (text) => {
    expect(confirmsSolved(text)).toBe(true)
  })

  test.each([
    'Спасибо',
    'Спасибо большое за ответ!',
    'Спасибо, попробую',
    'Всё получилось, но крышка треснула',
    'Вопрос не решён',
    'Всё работает?',
    'Проблема решена только наполовину',
    'Если всё получится, напишу',
    'Вроде всё работает',
    'Наконец-то всё пришло, а я ждал месяц',
    'Деньги не вернулись',
    'Хорошо',
    '',
    `Всё получилось. ${'И ещё расскажу. '.repeat(20)}`,
  ])('not with «%s»', (text) => {
    expect(confirmsSolved(text)).toBe(false)
  })
})

describe('the buyer seems to agree', () => {
  test.each(['Да, согласна', 'Меня устраивает', 'Хорошо, жду', 'Давайте так', 'Подходит, спасибо'])(
    'with «%s»',
    (text) => {
      expect(seemsToAgree(text)).toBe(true)
    },
  )

  test.each([
    'Не согласна',
    'Меня это не устраивает',
    'Подходит ли он к моей плите?',
    'Хорошо, но когда?',
    'Ок',
  ])('not with «%s»', (text) => {
    expect(seemsToAgree(text)).toBe(false)
  })
})
