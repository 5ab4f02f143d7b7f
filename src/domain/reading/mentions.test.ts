import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberLines } from '../reading-card.ts'
import { compareWithRussian, isWrittenIn, languageOf } from './compare-texts.ts'
import { splitForeignSentences } from './foreign-sentences.ts'
import { readRussianMentions } from './russian-mentions.ts'

const found = (text: string) => readRussianMentions(text).map(({ words, zh, en }) => [words, zh, en])

describe('what a Russian text measures', () => {
  it.each([
    ['Вернуть можно в течение 14 дней.', '14 дней', '14天', '14 days'],
    ['Деньги придут до 10 рабочих дней.', 'до 10 рабочих дней', '不超过10个工作日', 'up to 10 working days'],
    ['Гарантия 12 месяцев.', '12 месяцев', '12个月', '12 months'],
    ['Гарантия 1 год.', '1 год', '1年', '1 year'],
    ['Цена 2 490 ₽.', '2 490 ₽', '2490卢布', '2490 RUB'],
    ['Вес около 1,2 кг.', 'около 1,2 кг', '约1.2 kg', 'about 1.2 kg'],
    ['Приедет 15 января 2027 года.', '15 января 2027 года', '2027年1月15日', '15 January 2027'],
    ['Будет с 1 по 8 января.', 'с 1 по 8 января', '1月1日–1月8日', '1 January–8 January'],
    ['Работаем с 9:00 до 21:00.', 'с 9:00 до 21:00', '9:00–21:00', '9:00–21:00'],
    ['Позвоните до 18:30.', '18:30', '18:30', '18:30'],
    ['Коврик 80×120 см.', '80×120 см', '80 × 120 cm', '80 × 120 cm'],
    ['Отправим послезавтра.', 'послезавтра', '后天', 'the day after tomorrow'],
    ['Ответим в понедельник.', 'понедельник', '周一', 'Monday'],
    ['Мойте два раза в день.', 'два раза', '2次', '2 times'],
    ['Модель 2026 года.', '2026 года', '2026年', '2026'],
    ['Заказ 24210020-0117-1 в пути.', '24210020-0117-1', undefined, undefined],
    ['Ваш размер: 48.', '48', undefined, undefined],
  ])('%s', (text, words, zh, en) => {
    expect(found(text)).toContainEqual([words, zh, en])
  })

  const day = fc.integer({ min: 1, max: 28 })
  const month = fc.constantFrom('января', 'февраля', 'марта', 'мая', 'июня', 'августа', 'октября', 'декабря')
  const amount = fc.integer({ min: 2, max: 9999 })
  const unit = fc.constantFrom(
    'дней',
    'часов',
    '₽',
    'руб.',
    'кг',
    'см',
    'мА·ч',
    'Вт',
    '%',
    'штук',
    'месяцев',
    'бар',
    '',
  )
  const planted = fc.oneof(
    fc.tuple(amount, unit).map(([n, u]) => `${n} ${u}`.trim()),
    fc.tuple(day, month).map(([d, m]) => `${d} ${m}`),
    fc.tuple(day, fc.integer({ min: 1, max: 12 })).map(([d, m]) => `${d}.${String(m).padStart(2, '0')}.2027`),
    fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${h}:${String(m).padStart(2, '0')}`),
    fc.tuple(amount, amount).map(([a, b]) => `${a}×${b} мм`),
    fc.tuple(amount, amount).map(([a, b]) => `от ${a} до ${b} рублей`),
    fc.integer({ min: 1e7, max: 1e9 }).map((n) => `№${n}-0001`),
  )
  const words = fc.constantFrom(
    'Здравствуйте',
    'срок составит',
    'получится',
    'это',
    'и ещё',
    'в наличии',
    'не позднее',
    'для модели SM',
    'гарантия',
    '(по чеку)',
  )
  const joint = fc.constantFrom(' ', ', ', '. ', '; ', '\n', ' — ')

  it('stands on the computed card, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, joint, planted, joint), { minLength: 1, maxLength: 6 }),
        (parts) => {
          const text = parts.map((part) => part.join('')).join('')
          const card = numberLines(text)
            .map(({ ru }) => ru)
            .join(' | ')
          for (const digits of text.match(/\d+/g) ?? []) expect(card).toContain(digits)
          for (const [, , plant] of parts)
            for (const digits of plant.match(/\d+/g) ?? []) expect(card).toContain(digits)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a faithful rendering', () => {
  it.each([
    ['Вернуть товар можно в течение 14 дней.', '商品可在14天内退回。', 'You can return it within 14 days.'],
    ['Гарантия — один год.', '保修期为一年。', 'The warranty is one year.'],
    ['Доставка займёт 10–14 дней.', '配送需要10至14天。', 'Delivery takes 10 to 14 days.'],
    ['Доставка займёт от 10 до 14 дней.', '配送需要10天到14天。', 'Delivery takes 10-14 days.'],
    ['Цена 2 490 ₽, скидка 15 %.', '价格2490卢布，优惠15%。', 'The price is 2,490 RUB, 15% off.'],
    ['Приедет 15 января до 18:00.', '将于1月15日18:00前送达。', 'It arrives on 15 January before 6 pm.'],
    [
      'Коврик 80×120 см весит 1,5 кг.',
      '垫子80×120厘米，重1.5公斤。',
      'The mat is 80 by 120 cm and weighs 1.5 kg.',
    ],
    ['Чехол не подходит к SM-200.', '保护套不适用于SM-200。', 'The case does not fit SM-200.'],
    ['Стирать в машине нельзя.', '不可机洗。', 'Machine washing is forbidden.'],
    ['Стирать в машине можно.', '可以机洗。', 'Machine washing is allowed.'],
    ['Не более 3 штук.', '不超过3件。', 'No more than 3 pieces.'],
    ['Срок не позднее 5 дней.', '最迟5天。', 'In 5 days at the latest.'],
    ['Осталось полгода гарантии.', '保修还剩半年。', 'Half a year of warranty is left.'],
    ['Работаем с 9 до 21.', '营业时间9:00至21:00。', 'We work from 9 am to 9 pm.'],
    ['Кабель бесплатный.', '数据线不收费。', 'The cable comes at no cost.'],
    ['Отправим во вторник, 3 февраля.', '2月3日周二发货。', 'We will ship on Tuesday, February 3.'],
    ['Ёмкость 10000 мА·ч, 2 порта.', '容量10000毫安时，2个接口。', 'Capacity 10000 mAh, two ports.'],
    ['Кнопка не работает с первого дня.', '按键从第1天起失灵。', 'The button failed on day one.'],
    ['Прислали не тот товар.', '发错货了。', 'The wrong item was sent.'],
    ['Работает от 12 и 24 вольт.', '支持12V和24V。', 'Works with 12 and 24 V.'],
    ['Пауза 6, 4 или 2,5 ч.', '间隔6/4/2.5小时。', 'A pause of 6, 4 or 2.5 h.'],
    ['Подходит от −5 до −25 °C.', '适合−5至−25度。', 'Fits from −5 to −25 °C.'],
    ['Мороз до минус 30 градусов.', '最低零下30度。', 'Frost down to minus 30 degrees.'],
    ['Детям от 5 до 12 лет.', '适合5—12岁儿童。', 'For children of 5 to 12 years.'],
    ['Только для 5G.', '仅适用5G。', 'For 5G only.'],
    ['Два кармана, утеплитель 90 г/м².', '双口袋，填充90克/平米。', 'Two pockets, 90 g/m² of filling.'],
    ['Напряжение 110/220 В.', '电压110/220伏。', 'Voltage 110/220 V.'],
    ['Все дети у вас в гостях.', '所有孩子都在您家做客。', 'All children are your guests.'],
    ['Компенсация 12 000 рублей.', '补偿1.2万卢布。', 'Compensation: 12 000 rubles.'],
  ])('of «%s» loses and adds nothing', (russian, zh, en) => {
    expect(compareWithRussian(russian, zh, 'zh')).toEqual({ lost: [], added: [] })
    expect(compareWithRussian(russian, en, 'en')).toEqual({ lost: [], added: [] })
    expect(compareWithRussian(russian, russian, 'ru')).toEqual({ lost: [], added: [] })
  })
})

describe('a rendering that is not faithful', () => {
  it.each([
    ['Вернуть можно в течение 14 дней.', '商品可以退回。', ['14 дней'], []],
    ['Вернуть можно в течение 14 дней.', '可在14小时内退回。', ['14 дней'], ['14小时']],
    ['Вернуть можно в течение 14 дней.', '可在40天内退回。', ['14 дней'], ['40天']],
    ['Гарантия есть.', '有12个月保修。', [], ['12个月']],
    ['Приедет 15 января.', '1月16日送达。', ['15 января'], ['1月16日']],
    ['Коврик 80×120 см.', '垫子80×200厘米。', ['80×120 см'], ['80×200厘米']],
    ['Стирать нельзя.', '可以水洗。', ['нельзя'], []],
    ['Стирать можно.', '不可以水洗。', [], ['不可以水洗。']],
    ['Чехол не подходит.', '保护套适用。', ['не подходит'], []],
    ['Мороз до −30 °C.', '最低30 °C。', ['до −30 °C'], ['30 °C']],
    ['Вес 12 кг и 14 кг.', '重量12和14。', ['12 кг', '14 кг'], ['12', '14']],
  ])('of «%s» as «%s»', (russian, zh, lost, added) => {
    const compared = compareWithRussian(russian, zh, 'zh')
    expect(compared.lost.map(({ words }) => words)).toEqual(lost)
    expect(compared.added.map(({ words }) => words)).toEqual(added)
  })

  it('tells what was lost in the agent’s language, where code can say it', () => {
    const { lost } = compareWithRussian('Вернуть можно в течение 14 дней.', '可以退回。', 'zh')
    expect(lost).toEqual([
      {
        kind: 'number',
        words: '14 дней',
        zh: '14天',
        en: '14 days',
        within: 'Вернуть можно в течение 14 дней.',
      },
    ])
  })
})

describe('letters', () => {
  it('tell the language a text is in', () => {
    expect(languageOf('退货需要14天')).toBe('zh')
    expect(languageOf('Размер M есть')).toBe('ru')
    expect(languageOf('The size is there')).toBe('en')
    expect(isWrittenIn('Wi-Fi 6 支持', 'zh')).toBe(true)
    expect(isWrittenIn('Здравствуйте, размер есть', 'zh')).toBe(false)
    expect(isWrittenIn('Hello there', 'zh')).toBe(false)
    expect(isWrittenIn('订单有「Заказы」栏', 'en')).toBe(false)
  })
  it('and marks part Chinese and English into sentences', () => {
    expect(splitForeignSentences('您好！可在14天内退货。请附照片')).toEqual([
      '您好！',
      '可在14天内退货。',
      '请附照片',
    ])
    expect(splitForeignSentences('Hello! It weighs 1.2 kg. Send a photo.')).toEqual([
      'Hello!',
      'It weighs 1.2 kg.',
      'Send a photo.',
    ])
  })
})
