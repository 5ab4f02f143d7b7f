import { describe, expect, it } from 'vitest'
import { reviewParts } from './review-parts.ts'
import type { Topic } from './topics.ts'
import { complaintsOf, triageReview } from './triage.ts'

const topicsOf = (text: string) => triageReview({ text }).topics.map(({ topic }) => topic)

describe('a review', () => {
  it.each<[string, Topic[]]>([
    ['Молния разошлась на третий день', ['zipper']],
    ['Сломалась молния, застегнуть невозможно', ['zipper']],
    ['Собачка слетает снизу', ['zipper']],
    ['Сильно маломерит, взяли на два размера больше', ['size-small']],
    ['Цвет совсем другой, на фото был синий', ['colour', 'not-as-described']],
    ['Жуткий запах пластика, не выветривается', ['smell']],
    ['Прислали другой товар, заказывал чайник', ['wrong-item']],
    ['Доставку задержали на неделю', ['late']],
    ['Коробка мятая, плёнка порвана', ['packaging']],
    ['Курьер нахамил и бросил посылку у двери', ['courier']],
    ['В комплекте нет зарядки', ['missing-part']],
    ['Это подделка, не оригинал', ['fake']],
    ['Продавец не отвечает вторую неделю', ['support']],
    ['Деньги не возвращают', ['refund']],
    ['Через день стало дешевле на тысячу', ['cheaper']],
    ['Звук очень тихий', ['sound']],
    ['Постоянно теряет интернет', ['connection']],
    ['Появилась аллергия, сыпь на руках', ['harm']],
  ])('«%s» complains of %j', (text, topics) => expect(topicsOf(text)).toEqual(topics))

  it.each([
    'Отлично упаковано, коробка целая, пришло без задержек',
    'Не рвутся, не маломерят, запаха нет',
    'Брака нет, молния не заедает, всё работает',
    'Звук громкий и чистый, подключилась сразу',
    'Недорого и качественно, беру не первый раз',
    'Шов ровный, нитки не торчат',
  ])('«%s» complains of nothing', (text) => expect(complaintsOf(text)).toEqual([]))

  it('keeps the words of the clause and several complaints', () => {
    const { topics, kinds } = triageReview({
      text: 'Куртка красивая, но молния сломалась через день. Привезли с опозданием, пакет порван.',
    })
    expect(topics).toEqual([
      { topic: 'zipper', words: 'молния сломалась через день' },
      { topic: 'late', words: 'Привезли с опозданием' },
      { topic: 'packaging', words: 'пакет порван' },
    ])
    expect(kinds).toEqual(['quality', 'logistics'])
  })

  it('is read by its parts: pros do not complain, cons do', () => {
    expect(reviewParts({ text: 'Достоинства Лёгкий\nНедостатки Пахнет' })).toEqual(
      [
        { field: 'pros', text: 'Лёгкий\n' },
        { field: 'cons', text: 'Пахнет' },
      ].map((part) => ({ ...part, text: part.text.trim() })),
    )
    expect(triageReview({ text: '', pros: 'мягкий', cons: 'запах' }).topics).toEqual([
      { topic: 'smell', words: 'запах' },
    ])
  })

  it('weighs by its words, and by its stars where they are known', () => {
    const praise = triageReview({ text: 'Отличный чайник, очень довольны, спасибо!' })
    const blame = triageReview({ text: 'Ужасное качество, сломался на второй день, не советую никому' })
    expect(praise).toMatchObject({ severity: 0, topics: [] })
    expect(blame.severity).toBe(2)
    expect(blame.negative).toBeGreaterThan(praise.negative + 0.5)
    expect(triageReview({ text: 'Подделка, верните деньги! Обман.', rating: 1 }).severity).toBe(3)
    expect(triageReview({ text: '', rating: 1 })).toMatchObject({ severity: 2, topics: [] })
    expect(triageReview({ text: 'Ну такое', rating: 1 }).topics).toEqual([
      { topic: 'quality', words: 'Ну такое' },
    ])
  })

  it('takes any text', () => {
    for (const text of ['', ' ', '👍', '?', 'я'.repeat(20_000), '(((', 'abc', '\n\n', 'не '.repeat(500)])
      expect(triageReview({ text }).negative).toBeGreaterThanOrEqual(0)
  })
})

describe('a message of a chat', () => {
  it('complains by what it tells, not by what it asks', () => {
    expect(complaintsOf('Маломерит или нет? Молния не заедает?')).toEqual([])
    expect(complaintsOf('Здравствуйте! Сломалась молния. Что делать?')).toEqual([
      { topic: 'zipper', words: 'Сломалась молния' },
    ])
  })
})
