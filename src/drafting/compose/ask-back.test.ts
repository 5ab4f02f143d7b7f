import { describe, expect, it } from 'vitest'
import { attribute, entry, FACTS, input, RETURNS, textOf } from '../../../test/factories/compose-input.ts'
import type { Fact } from '../../domain/draft.ts'
import { readingCard } from '../../domain/reading-card.ts'
import { composeBuiltIn } from './built-in-composer.ts'

describe('what a draft leaves to a person or asks the buyer', () => {
  const warranty: Fact[] = [
    attribute('warranty', 'Гарантия', 'Гарантия на этот товар — 12 месяцев.'),
    attribute('warranty_covers', 'Гарантийные случаи', 'Гарантийные случаи: 1) не включается.'),
    attribute('warranty_excludes', 'Негарантийные случаи', 'Негарантийные случаи: 1) удары.'),
    {
      id: 'c:warranty_end',
      kind: 'computed',
      title: 'Конец гарантии',
      textRu: 'Гарантия действует до 1 мая.',
    },
  ]
  it('tells both lists of the warranty and decides nothing when a case is described', async () => {
    const draft = await composeBuiltIn(
      input('Уронил, экран разбит, почините по гарантии?', { facts: warranty }),
    )
    expect(textOf(draft)).toContain('Негарантийные случаи')
    expect(textOf(draft)).toContain('Описание Вашего случая передано')
    expect(draft.unanswered).toHaveLength(1)
  })
  it('does not count the days of the warranty for who only tells of a defect', async () => {
    const draft = await composeBuiltIn(input('Сломался через день, это нормально?', { facts: warranty }))
    expect(textOf(draft)).not.toMatch(/гарант/iu)
  })
  it('asks for pictures of a defect where the procedure does, not when they are there, and not before everyone', async () => {
    const text = 'Колонка сломалась, не включается'
    const product = { name: 'Колонка' }
    const asked = await composeBuiltIn(input(text, { product }))
    expect(asked.kind).toBe('clarify')
    expect(textOf(asked)).toContain('пришлите, пожалуйста, в этот чат фото')
    expect((await composeBuiltIn(input(text, { product, photos: 2 }))).kind).toBe('handover')
    expect((await composeBuiltIn(input(text, { product, channel: 'ozon-review' }))).kind).toBe('handover')
    expect((await composeBuiltIn(input(text, { product, missingFacts: [] }))).kind).toBe('handover')
  })
  it('asks twice for nothing', async () => {
    const soFar = { asked: ['order'], answered: [], promised: [] }
    expect((await composeBuiltIn(input('Где мой заказ?', { soFar }))).kind).toBe('handover')
  })
  it('asks for the order when a buyer asks for theirs and none is known', async () => {
    const draft = await composeBuiltIn(input('Где мой заказ?'))
    expect(draft.kind).toBe('clarify')
    expect(textOf(draft)).toContain('номер заказа')
    expect((await composeBuiltIn(input('Где мой заказ 12345678-0001?'))).kind).toBe('handover')
  })
  it('asks for the measures by which the table chooses, when none was told', async () => {
    const facts = [attribute('size:S', 'Размер S', 'Размер S: обхват груди 84–92 см, рост 158–170 см.')]
    const draft = await composeBuiltIn(input('Какой размер брать?', { facts, product: { name: 'Худи' } }))
    expect(textOf(draft)).toContain('Ваши мерки: обхват груди, рост')
  })
  it('answers no caption: what is asked stands in the picture', async () => {
    const words = 'вот что пришло вместо возврата'
    expect((await composeBuiltIn(input(words, { candidates: [RETURNS] }))).kind).toBe('answer')
    expect((await composeBuiltIn(input(words, { candidates: [RETURNS], photos: 1 }))).kind).toBe('handover')
    const asked = await composeBuiltIn(input('Как вернуть?', { candidates: [RETURNS], photos: 1 }))
    expect(asked.kind).toBe('answer')
  })
  it('asks of which product somebody speaks who names nothing, before any entry is told', async () => {
    const own = entry('k:2', 0, 0.9, 'Заряжает телефоны и ноутбуки.')
    const ask = (text: string, more: object = {}) =>
      composeBuiltIn(input(text, { candidates: [own], ...more }))
    const bare = await ask('подойдет к айфону?')
    expect([bare.kind, textOf(bare)]).toEqual(['clarify', expect.stringContaining('товар')])
    expect((await ask('подойдет к айфону?', { product: { name: 'Кабель' } })).kind).toBe('answer')
    expect((await ask('подойдет ли зарядка на 20 Вт к моему старому ноутбуку')).kind).toBe('answer')
  })
  it('thanks for a photo without words and asks what it shows', async () => {
    const draft = await composeBuiltIn(input('', { photos: 1 }))
    expect(draft.kind).toBe('clarify')
    expect(textOf(draft)).toContain('Спасибо за фото')
  })
  it('does not take the road of an order for an answer to how to cancel it', async () => {
    const draft = await composeBuiltIn(
      input('Передумал, можно отменить заказ?', { facts: FACTS, missingFacts: [] }),
    )
    expect(draft.kind).toBe('handover')
  })
  it('does not praise the product to who misses a part of it', async () => {
    const praise = { ...entry('d:1', 0, 0.9, 'Кабель уже в коробке.'), entryId: undefined }
    const draft = await composeBuiltIn(
      input('В коробке не хватает кабеля, недоложили', { candidates: [praise], product: { name: 'Хаб' } }),
    )
    expect(textOf(draft)).not.toContain('уже в коробке')
  })
  it('calls nobody by a word that is no name', async () => {
    for (const buyerName of ['Бухгалтерия', 'Мама', 'Рыбак', 'Отдел снабжения'])
      expect(textOf(await composeBuiltIn(input('спасибо', { buyerName })))).toMatch(/^Здравствуйте!/)
  })
  it('gives the agent the nearest known question beside what was asked', async () => {
    const known = { ...RETURNS, questionZh: '如何退货？' }
    const draft = await composeBuiltIn(input('как вернуть?', { candidates: [known] }))
    expect(readingCard(draft, ['как вернуть?']).asked).toEqual([{ ru: 'как вернуть?', zh: '≈ 如何退货？' }])
  })
})
