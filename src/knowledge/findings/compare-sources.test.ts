import { describe, expect, it } from 'vitest'
import { contradictionsOf, readSource } from './compare-sources.ts'
import { type EntryLike, sourceOfEntry } from './sources-of.ts'

type Said = [question: string, answer: string]

function differences([questionA, answerA]: Said, [questionB, answerB]: Said) {
  const entry = (id: string, questionRu: string, answerRu: string): EntryLike => ({
    id,
    questionRu,
    answerRu,
    variants: [],
    schemes: [],
    brand: null,
    category: null,
    skus: [],
    validFrom: null,
    validUntil: null,
    warranty: null,
  })
  const [left, right] = [entry('a', questionA, answerA), entry('b', questionB, answerB)]
  return contradictionsOf(readSource(sourceOfEntry(left)), readSource(sourceOfEntry(right))).map(
    ({ what, left: one, right: other }) => [
      what,
      answerA.slice(one.start, one.end),
      answerB.slice(other.start, other.end),
    ],
  )
}

describe('two entries contradict each other', () => {
  const cases: [Said, Said, string[]][] = [
    [['До скольки отгрузка?', 'Отгружаем до 14:00.'], ['До какого часа отгружаете?', 'Отгрузка до 17:30.'], ['hours', 'до 14:00', 'до 17:30']],
    [['Когда отправите?', 'Отправим в день оплаты.'], ['Через сколько отправка?', 'Отправка через 4 дня.'], ['quantity', 'в день оплаты', '4 дня']],
    [['Как часто точить нож?', 'Точите нож раз в месяц.'], ['Сколько раз точить нож?', 'Нож точат раз в неделю.'], ['quantity', 'раз в месяц', 'раз в неделю']],
    [['С каких лет пазл?', 'Пазл 3+.'], ['Пазл для какого возраста?', 'Пазл от 7 лет.'], ['quantity', '3+', 'от 7 лет']],
    [['Монтаж платный?', 'Монтаж бесплатный.'], ['Цена монтажа?', 'Монтаж 900 рублей.'], ['claim', 'бесплатный', '900 рублей']],
    [['Гарантия на лампу есть?', 'Гарантии на лампу нет.'], ['Срок гарантии на лампу?', 'На лампу гарантия 12 месяцев.'], ['claim', 'нет', '12 месяцев']],
    [['Ключ в комплекте?', 'Ключ лежит в коробке.'], ['Ключ есть?', 'Ключ продаётся отдельно.'], ['claim', 'лежит в коробке', 'продаётся отдельно']],
    [['Фонарь с ремешком?', 'Фонарь с ремешком.'], ['У фонаря есть ремешок?', 'Фонарь без ремешка.'], ['claim', 'с ремешком', 'без ремешка']],
    [['Где делают ручки?', 'Ручки делают в Японии.'], ['Страна производства ручек?', 'Ручки произведены в Индии.'], ['value', 'Японии', 'Индии']],
    [['Какая защита у фонаря?', 'Защита IPX4.'], ['Степень защиты фонаря?', 'Фонарь с защитой IPX7.'], ['value', 'IPX4', 'IPX7']],
    [['Фильтр съёмный?', 'Фильтр съёмный.'], ['Фильтр съёмный или нет?', 'Фильтр несъёмный.'], ['claim', 'съёмный', 'несъёмный']],
    [['Ботинки маломерят?', 'Ботинки маломерят.'], ['Ботинки в размер?', 'Ботинки соответствуют размеру.'], ['claim', 'маломерят', 'соответствуют размеру']],
  ] // biome-ignore format: a table reads best as one
  it.each(cases)('%j against %j', (left, right, expected) => {
    expect(differences(left, right)).toEqual([expected])
    const [what, one, other] = expected
    expect(differences(right, left)).toEqual([[what, other, one]])
  })
})

describe('two entries do not contradict each other', () => {
  const cases: [Said, Said][] = [
    [['До скольки отгрузка?', 'Заказы до 14:00 отправляем в тот же день.'], ['Когда отправите?', 'Отправим за 1–2 дня.']],
    [['График склада?', 'Склад работает с 9:00 до 18:00.'], ['До скольки склад?', 'Склад открыт до 18:00.']],
    [['Монтаж платный?', 'При заказе от 5000 рублей монтаж бесплатный.'], ['Цена монтажа?', 'Монтаж 900 рублей.']],
    [['Ремонт по гарантии?', 'Гарантийный талон не нужен.'], ['Срок гарантии?', 'Гарантия 12 месяцев.']],
    [['Где делают ручки?', 'Ручки делают в Японии.'], ['Где ваш склад?', 'Склад находится в России.']],
    [['Из чего лезвие?', 'Лезвие из стали.'], ['Из чего рукоять?', 'Рукоять из дерева.']],
    [['Какой размер взять?', 'В карточке сказано, маломерит модель или большемерит.'], ['Ботинки в размер?', 'Ботинки соответствуют размеру.']],
    [['Как часто точить нож?', 'Точите нож раз в месяц.'], ['Как часто мыть нож?', 'Мойте нож каждый день.']],
  ] // biome-ignore format: a table reads best as one
  it.each(cases)('%j beside %j', (left, right) => {
    expect(differences(left, right)).toEqual([])
  })
})
