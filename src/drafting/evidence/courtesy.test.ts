import { describe, expect, it } from 'vitest'
import { SHIPPED_PROCEDURES } from '../../domain/procedures/shipped.ts'
import { askForMeasures, greetingFor, PHRASES, sorryFor } from '../compose/phrases.ts'
import { varyCourtesy } from '../compose/vary-courtesy.ts'
import { statedIn } from './courtesy.ts'
import { readSaying } from './saying.ts'

const isCourtesy = (ru: string) => statedIn(readSaying(ru)) === undefined
const phrases = Object.values(PHRASES).map(({ ru }) => ru)
const varied = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((conversation) =>
  varyCourtesy(
    {
      kind: 'answer',
      sentences: phrases.map((ru) => ({ ru, evidenceIds: [], class: 'courtesy' })),
      promises: [],
      unanswered: [],
      abstained: false,
      composer: 'built-in',
    },
    conversation,
  ).sentences.map(({ ru }) => ru),
)
const questions = Object.values(SHIPPED_PROCEDURES).flatMap(({ required }) =>
  required.flatMap(({ question }) => (question ? [question.ru] : [])),
)
const own = [
  ...phrases,
  ...varied,
  ...questions,
  ...(['defect', 'missing_part', 'complaint'] as const).flatMap(
    (one) => sorryFor(one, 'Одной детали не хватает')?.ru ?? [],
  ),
  askForMeasures(['обхват груди', 'рост']).ru,
  greetingFor('Анна').ru,
]

describe('courtesy', () => {
  it.each([...new Set(own)])('«%s» states nothing', (ru) => expect(isCourtesy(ru)).toBe(true))

  it.each([
    'Спасибо за покупку, обращайтесь в любое время.',
    'Жаль, что посылка задержалась.',
    'Понимаем Ваше беспокойство.',
    'Желаем Вам приятных прогулок!',
    'Опишите, пожалуйста, что именно сломалось.',
    'Ваш вопрос уже у специалиста магазина.',
    'Фото получили; этот ответ составлен ещё без него.',
    'Фотографии получили; этот ответ составлен ещё без них.',
  ])('«%s» states nothing', (ru) => expect(isCourtesy(ru)).toBe(true))

  it.each([
    'Не беспокойтесь, товар оригинальный.',
    'Уточните размер, все размеры есть в наличии.',
    'Спасибо за вопрос: чехол подходит.',
    'Извините, обмен невозможен.',
    'Будем рады помочь, гарантия распространяется и на этот случай.',
    'Ткань мягкая и приятная.',
    'Храните крем в холодильнике.',
    'Протрите линзы спиртом, пожалуйста.',
    'Держите гель в месте, куда не попадает солнце.',
    'Попробуйте сбросить настройки.',
  ])('«%s» states something', (ru) => expect(isCourtesy(ru)).toBe(false))
})
