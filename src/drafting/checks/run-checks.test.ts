import { describe, expect, it } from 'vitest'
import type { Approver } from '../../domain/procedure.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { checkContext } from './check-context.ts'
import { RULES } from './rules.ts'
import { runChecks } from './run-checks.ts'

const limits = checkContext({ channel: 'ozon-chat' })
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
  ])('blocks what is not Russian: %s', (text) => expect(blocksOf(text)).toContain('language'))
  it('warns about other Cyrillic languages', () => {
    expect(warningsOf('Дякуємо за замовлення')).toContain('language')
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
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('link'))
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
  ])('are blocked: %s', (text) =>
    expect(blocksOf(text).some((rule) => ['phone', 'email', 'social-network'].includes(rule))).toBe(true),
  )
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
    'Менеджер ответит в вайбере',
  ])('are blocked: %s', (text) => expect(blocksOf(text)).toContain('messenger'))
  it.each(['Подпишитесь на наш канал вк', 'Наша группа ВКонтакте', 'Мы в инстаграме'])(
    'social networks too: %s',
    (text) => expect(blocksOf(text)).toContain('social-network'),
  )
  it('are fine as a feature of the product, and a warning when it is not clear what for', () => {
    const feature = 'Часы показывают уведомления из WhatsApp и Telegram.'
    expect([...blocksOf(feature), ...warningsOf(feature)]).toEqual([])
    const unclear = 'На фото логотип Telegram.'
    expect(blocksOf(unclear)).toEqual([])
    expect(warningsOf(unclear)).toEqual(['messenger'])
  })
  it('shows the disguised words as they stand', () => {
    const check = runChecks('Пишите в т e l e g r a m сейчас', limits).find((c) => c.rule === 'messenger')
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
  it('leaves the way to cancel to a buyer who wants it, and warns of any other condition', () => {
    expect(warningsOf('Если передумали, отмените заказ в личном кабинете.')).toEqual([])
    expect(warningsOf('Если срок не устраивает, отмените заказ.')).toEqual(['cancel-request'])
  })
  it.each([
    ['review-change', 'Измените, пожалуйста, отзыв.'],
    ['review-change', 'Измените отзыв на Ozon.'],
    ['review-change', 'Просим удалить негативный отзыв.'],
    ['review-change', 'Не могли бы вы ваш отзыв исправить?'],
    ['review-request', 'Поставьте 5 звёзд.'],
    ['review-request', 'Оставьте положительный отзыв.'],
    ['review-reward', 'Подарим бонус за отзыв.'],
    ['review-reward', 'За отзыв начислим 300 руб.'],
  ])('pressing for reviews (%s): %s', (rule, text) => expect(blocksOf(text)).toContain(rule))
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

describe('promises', () => {
  it.each([
    ['open-promise', 'Мы вернём вам деньги.'],
    ['remedy', 'Компенсируем стоимость до 25 ноября.'],
    ['remedy', 'Сделаем скидку 10 %.'],
    ['open-promise', 'Заменим товар бесплатно.'],
    ['open-promise', 'С вами свяжутся.'],
  ])('are a warning (%s): %s', (rule, text) => expect(warningsOf(text)).toEqual([rule]))
  it('are none when the marketplace does it, or when date and owner are named', () => {
    for (const text of [
      'Ozon вернёт деньги на карту в течение 10 дней.',
      'Мы отправим новую крышку до 25 ноября.',
      'Магазин ответит вам завтра до 12:00.',
    ])
      expect(warningsOf(text)).toEqual([])
  })
  it('of what the case does not provide for: a warning by default, a stop where a procedure says so', () => {
    const text = 'Мы вернём вам деньги до 25 ноября.'
    const statusIn = (context: ReturnType<typeof checkContext>) =>
      runChecks(text, context).find(({ rule }) => rule === 'remedy')?.status
    expect(statusIn(checkContext({ channel: 'ozon-chat', category: 'return' }))).toBe('pass')
    expect(statusIn(checkContext({ channel: 'ozon-chat', category: 'thanks' }))).toBe('warn')
    const byProcedure = (remedy: Remedy, approver: Approver, role?: Approver) =>
      statusIn(
        checkContext({
          channel: 'ozon-chat',
          procedureRemedies: [{ remedy, approver }],
          ...(role && { role }),
        }),
      )
    expect(byProcedure('exchange', 'agent')).toBe('block')
    expect(byProcedure('exchange', 'agent', 'lead')).toBe('block')
    expect(byProcedure('exchange', 'agent', 'admin')).toBe('warn')
    expect(byProcedure('refund', 'agent')).toBe('pass')
    expect(byProcedure('refund', 'agent', 'agent')).toBe('pass')
  })
  it('of what only a lead approves: a warning in a draft, a stop for an agent, nothing for the lead', () => {
    const check = (role?: Approver) =>
      runChecks(
        'Мы вернём вам деньги до 25 ноября.',
        checkContext({
          channel: 'ozon-chat',
          procedureRemedies: [{ remedy: 'refund', approver: 'lead' }],
          ...(role && { role }),
        }),
      ).find(({ rule }) => rule === 'remedy')
    expect(check()).toMatchObject({
      status: 'warn',
      message: { zh: '承诺了退款：此类情况须由主管或管理员批准。' },
    })
    expect(check('agent')?.status).toBe('block')
    expect([check('lead')?.status, check('admin')?.status]).toEqual(['pass', 'pass'])
  })
})

describe('a channel', () => {
  const statusOf = (text: string, channel: string, rule: string) =>
    runChecks(text, checkContext({ channel })).find((check) => check.rule === rule)?.status
  it('has its own length', () => {
    expect(statusOf('я'.repeat(1001), 'ozon-chat', 'length')).toBe('block')
    expect(statusOf('я'.repeat(1001), 'ozon-review', 'length')).toBe('block')
    expect(statusOf('я'.repeat(3000), 'ozon-question', 'length')).toBe('pass')
    expect(statusOf('я'.repeat(3001), 'ozon-question', 'length')).toBe('block')
    expect(statusOf('я', 'ozon-question', 'length')).toBe('block')
    expect(statusOf('я', 'ozon-chat', 'length')).toBe('pass')
  })
  it('decides whether an order may be named, and whether anything may be offered', () => {
    const order = 'Ваш заказ № 24210020-0017 уже в пути.'
    expect(statusOf(order, 'ozon-chat', 'personal-data')).toBe('pass')
    expect(statusOf(order, 'ozon-review', 'personal-data')).toBe('block')
    expect(statusOf('Ёмкость 20000 мА·ч, заказывайте.', 'ozon-question', 'personal-data')).toBe('pass')
    const offer = runChecks(
      'Мы заменим товар.',
      checkContext({ channel: 'ozon-review', category: 'defect', role: 'agent' }),
    ).find(({ rule }) => rule === 'remedy')
    expect(offer?.status).toBe('block')
  })
  it('decides whether other goods may be named', () => {
    const text = 'У нас также есть модель с подсветкой.'
    expect(statusOf(text, 'ozon-chat', 'other-goods')).toBe('pass')
    expect(statusOf(text, 'ozon-review', 'other-goods')).toBe('warn')
    expect(statusOf(text, 'ozon-question', 'other-goods')).toBe('block')
  })
  it("decides whether the marketplace's own links may stand", () => {
    const text = 'Условия возврата: https://www.ozon.ru/info/return'
    expect(statusOf(text, 'ozon-chat', 'link')).toBe('pass')
    expect(statusOf(text, 'ozon-question', 'link')).toBe('warn')
    for (const fake of ['ozon-shop.ru', 'ozon.ru.evil.com', 'https://evil.com/ozon.ru', 'myozon.ru'])
      expect(statusOf(`Смотрите ${fake}`, 'ozon-chat', 'link')).toBe('block')
  })
})

describe('the places of a finding', () => {
  it.each([
    ['phone', 'Звоните 8️⃣9️⃣1️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣ сейчас', '8️⃣9️⃣1️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣'],
    ['messenger', 'Наш т\u200b е л е г р а м канал', 'т\u200b е л е г р а м'],
    ['email', 'Пишите: shop собака mail точка ru!', 'shop собака mail точка ru'],
    ['look-alikes', 'Да, зaкaз собран', 'зaкaз'],
  ])('of %s are the words as they stand: %s', (rule, text, words) => {
    const check = runChecks(text, limits).find((one) => one.rule === rule)
    const [place] = check?.places ?? []
    expect(text.slice(place?.from, place?.to)).toBe(words)
    expect(check?.span).toBe(words)
  })
  it('are all there when a rule is broken twice, in order and apart', () => {
    const text = 'Первый +7 916 123-45-67, второй +7 916 765-43-21.'
    const places = runChecks(text, limits).find(({ rule }) => rule === 'phone')?.places ?? []
    expect(places.map(({ from, to }) => text.slice(from, to))).toEqual([
      '+7 916 123-45-67',
      '+7 916 765-43-21',
    ])
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
  it('explains itself and its rule in three languages, and every rule reports once', () => {
    const checks = runChecks('Отмените заказ, пишите @shop на https://a.ru, {x}', limits)
    expect(checks.map(({ rule }) => rule)).toEqual(RULES.map(({ id }) => id))
    for (const { message, quote } of checks)
      for (const text of [...Object.values(message), ...Object.values(quote ?? { none: '' })])
        expect(text).not.toBe('')
    for (const check of checks) if (check.status === 'block') expect(check.span).toBeTruthy()
  })
  it('has words for every reason of every rule', () => {
    for (const { reasons } of RULES)
      for (const { en, zh, ru } of Object.values(reasons)) {
        expect(en).toMatch(/^[\p{Lu}{]/u)
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(ru).toMatch(/\p{Script=Cyrillic}/u)
      }
  })
})

describe('a promise without a date', () => {
  const rule =
    'Как обратиться по гарантии: 1) опишите поломку; 2) после проверки отремонтируем, заменим или вернём деньги.'
  const found = (text: string, houseRules: string[]) =>
    runChecks(text, checkContext({ channel: 'ozon-chat', category: 'warranty', houseRules })).some(
      (check) => check.rule === 'open-promise' && check.status !== 'pass',
    )
  it('is none where the sentence stands in what the shop says to everybody', () => {
    expect(found(`Здравствуйте! ${rule}`, [rule])).toBe(false)
    expect(found('Если такой же вещи нет, вернем деньги', ['Если такой же вещи нет, вернём деньги.'])).toBe(
      false,
    )
    expect(found(rule, [])).toBe(true)
  })
  it('is one as soon as a word is another, or the condition is left out', () => {
    expect(found('Обязательно вернём деньги.', ['Вернём деньги.'])).toBe(true)
    expect(found('Вернём деньги.', ['Если такой же вещи нет, вернём деньги.'])).toBe(true)
  })
  it('is none that only says what the asked-for number is for', () =>
    expect(found('Напишите номер заказа: по нему проверим срок гарантии.', [])).toBe(false))
})
