import { describe, expect, it } from 'vitest'
import { runChecks } from './run-checks.ts'

const limits = { minLength: 1, maxLength: 1000 }
const blocksOf = (text: string) =>
  runChecks(text, limits)
    .filter((check) => check.status === 'block')
    .map((check) => check.rule)
const warningsOf = (text: string) =>
  runChecks(text, limits)
    .filter((check) => check.status === 'warn')
    .map((check) => check.rule)

describe('an ordinary reply of a shop passes', () => {
  it.each([
    'Здравствуйте! Артикул 1234567890, размер 50-52, рост 164-170 см.',
    'Заказ 2421-0020-1 передан в доставку 22.11.2026, курьер приедет с 12:00 до 18:00.',
    'Отправление 48173920-0123-1 в пути. Номер заказа 89161234567-0004.',
    'Артикул 89161234567 есть в наличии.',
    'Кабель USB-C — USB-C длиной 1,5 м, мощность 65 Вт, 20 В / 3,25 А.',
    'Ёмкость аккумулятора — 10 000 мА·ч, вес 220 г, размеры 140 × 70 × 15 мм.',
    'Цена 12 990 руб., раньше было 15 490 ₽. Скидка 16 %.',
    'Размеры: XS, S, M, L, XL, XXL, XXXL, 4XL. Замеры: 96-100 / 78-82 / 102-106 см.',
    'Подходит к iPhone 15 Pro Max, Samsung Galaxy S24 Ultra и Xiaomi Redmi Note 13.',
    'Bluetooth 5.3, кодеки AAC и SBC, защита IPX5, 3.5 мм, 2.4 ГГц.',
    'Вы можете отменить заказ в личном кабинете: «Заказы» → выбранный заказ → «Отменить».',
    'Чтобы оформить возврат, откройте заказ и нажмите «Вернуть товар». Деньги вернёт Ozon в течение 10 дней.',
    'Мы рады, что вы оценили наш товар на 5! Спасибо за дополнение к отзыву.',
    'Баллы за отзывы начисляет сам Ozon по своим правилам.',
    'Спасибо за высокую оценку и за то, что выбрали фонарь в подарок!',
    'Спасибо за ваш отзыв! Нам приятно, что куртка подошла.',
    'Магазин ответит в этом чате в рабочие дни с 9:00 до 18:00.',
    'Штрихкод 4601234567893, серия AB-12/34.',
    'Гарантия 12 мес. Начинается со дня получения, т. е. с 05.11.2026.',
    'Пришлите, пожалуйста, фото дефекта в этот чат.',
    'Телефон и наушники заряжаются вместе. Напишите, какая у вас модель телефона.',
    'Да, рост 170, вес 60: вам подойдёт M. Он соответствует российскому 46.',
    'Состав: 80 % хлопок, 20 % полиэстер. Стирать при 30 °C.',
    'Добрый день! Температура ниже −10 °C. Влажность 5–95 %.',
    'Сигнал не пропадает до 10 м. Телеграфный стиль описания поправим.',
  ])('%s', (text) => {
    expect(runChecks(text, limits).filter((check) => check.status !== 'pass')).toEqual([])
  })
})

describe('language and length', () => {
  it.each([
    'Hello! Your order is on the way.',
    '您好！订单已发出。',
    'Здравствуйте! 您好',
    'Здравствуйте! we will send it tomorrow',
  ])('blocks what is not Russian: %s', (text) => expect(blocksOf(text)).toContain('russian'))
  it('warns about other Cyrillic languages', () => {
    expect(warningsOf('Дякуємо за замовлення')).toContain('russian')
  })
  it('blocks an empty text, mere signs, and 1001 characters; lets 1000 pass', () => {
    for (const text of ['', '   ', '…', 'я'.repeat(1001)]) expect(blocksOf(text)).toContain('length')
    expect(blocksOf('я'.repeat(1000))).toEqual([])
  })
})

describe('links', () => {
  it.each([
    'Смотрите https://example.com/a',
    'Наш сайт www.magazin-tut.ru',
    'Закажите на magazin.ru дешевле',
    'Закажите на магазин.рф дешевле',
    'Сайт мага\u200bзин.ру',
    'Ищите нас: magazin точка ру',
    'Ищите нас: magazin (dot) com',
    'Пишите t.me/shop',
    'Пишите t . me / shop',
    'Адрес: сайт.com',
    'clck.ru/abc',
    'hxxps://example.org',
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('links'))
})

describe('contacts', () => {
  it.each([
    'Звоните +7 916 123-45-67',
    'Звоните 8 (916) 123-45-67',
    'Звоните 89161234567',
    'Звоните 8-916-123-45-67',
    'Наш номер 916 123-45-67',
    'Звоните (495) 123-45-67',
    'Звоните 8 9 1 6 1 2 3 4 5 6 7',
    'Звоните 8 9О5 123 45 67',
    'Тел. 123-45-67',
    'восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь',
    'Почта shop@mail.ru',
    'Почта shop @ mail . ru',
    'Почта shop собака mail',
    'Пишите @our_shop',
    'Звоните +375 29 123-45-67',
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('contacts'))
})

describe('messengers', () => {
  it.each([
    'Напишите нам в телеграм',
    'Напишите нам в Telegram',
    'Пишите в т e l e g r a m',
    'Мы есть в t e l e g r a m',
    'Ищите: т.е.л.е.г.р.а.м',
    'Ищите: тeлeгpaм',
    'Ищите: Теле\u200bграм мы там',
    'Ищите: теле грам',
    'Ищите: tele-gram',
    'Ищите: телегр@м',
    'Ищите: в0тсап',
    'Пишите в ватсап',
    'Пишите в WhatsApp',
    'Пишите в тг',
    'Подпишитесь на наш канал вк',
    'Менеджер ответит в вайбере',
    'Наша группа ВКонтакте',
    'Мы в инстаграме',
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('messengers'))
  it('are only a warning as a feature of the product', () => {
    const text = 'Часы показывают уведомления из WhatsApp и Telegram.'
    expect(blocksOf(text)).toEqual([])
    expect(warningsOf(text)).toEqual(['messengers'])
  })
  it('shows the disguised words as they stand', () => {
    const check = runChecks('Пишите в т e l e g r a m сейчас', limits).find((c) => c.rule === 'messengers')
    expect(check?.span).toBe('т e l e g r a m')
  })
})

describe('placeholders', () => {
  it.each([
    'Здравствуйте, {{buyer_name}}!',
    'Здравствуйте, {имя}!',
    'Здравствуйте, [ИМЯ]!',
    'Здравствуйте, <имя покупателя>!',
    'Заказ XXX передан.',
    'Заказ ХХХХ передан.',
    'Заказ № ____ передан.',
    'Цена undefined руб.',
    'Гарантия 12 месяцев [1].',
    '<b>Здравствуйте</b>',
    'Здравствуйте, <…>!',
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('placeholders'))
  it('are not seen in a comparison', () => {
    expect(blocksOf('Рост < 170 или > 180 см')).toEqual([])
  })
})

describe('what the marketplace forbids to ask', () => {
  it.each([
    'Отмените, пожалуйста, заказ и оформите новый.',
    'Просим вас отменить заказ.',
    'Откажитесь от заказа при получении.',
    'Оформите отмену, товара нет.',
    'Лучше отменить этот заказ.',
  ])('asking to cancel: %s', (text) => expect(blocksOf(text)).toContain('cancel-request'))
  it('warns when the buyer may have wanted the cancellation', () => {
    expect(warningsOf('Если передумали, отмените заказ в личном кабинете.')).toEqual(['cancel-request'])
  })
  it.each([
    'Измените, пожалуйста, отзыв.',
    'Измените отзыв на Ozon.',
    'Просим удалить негативный отзыв.',
    'Поставьте 5 звёзд.',
    'Подарим бонус за отзыв.',
    'За отзыв начислим 300 руб.',
    'Оставьте положительный отзыв.',
    'Не могли бы вы ваш отзыв исправить?',
  ])('pressing for reviews: %s', (text) => expect(blocksOf(text)).toContain('review-pressure'))
  it.each([
    'Пришлите номер вашей карты.',
    'Сообщите ваш телефон.',
    'Напишите паспортные данные.',
    'Продиктуйте код из СМС.',
  ])('personal data: %s', (text) => {
    expect(blocksOf(text)).toContain('personal-data')
  })
  it('a real card number, and not any sixteen digits', () => {
    expect(blocksOf('Карта 4111 1111 1111 1111')).toContain('personal-data')
    expect(blocksOf('Код 4111 1111 1111 1112')).not.toContain('personal-data')
  })
})

describe('promises of money', () => {
  it.each([
    'Мы вернём вам деньги.',
    'Компенсируем стоимость.',
    'Сделаем скидку 10 %.',
    'Заменим товар бесплатно.',
  ])('are a warning: %s', (text) => expect(warningsOf(text)).toEqual(['money-promise']))
  it('are none when the marketplace does it', () => {
    expect(warningsOf('Ozon вернёт деньги на карту в течение 10 дней.')).toEqual([])
  })
})

describe('a hostile text', () => {
  it.each(['я', '1', '-', '.', 'a.', ' ', '@', '{', '<a', '(', '? ', 'один '])(
    'of nothing but «%s» takes no long thought',
    (piece) => {
      const startedAt = performance.now()
      runChecks(piece.repeat(4000 / piece.length), limits)
      expect(performance.now() - startedAt).toBeLessThan(1000)
    },
  )
})

describe('every finding', () => {
  it('explains itself in three languages, and every rule reports', () => {
    const checks = runChecks('Отмените заказ, пишите @shop на https://a.ru, {x}', limits)
    expect(new Set(checks.map((check) => check.rule)).size).toBe(10)
    for (const { message } of checks) for (const text of Object.values(message)) expect(text).not.toBe('')
    for (const check of checks) if (check.status === 'block') expect(check.span).toBeTruthy()
  })
})
