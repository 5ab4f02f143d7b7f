import { describe, expect, it } from 'vitest'
import { namedProduct } from './match-product.ts'
import { mentionedArticles, mentionedOrders, mentionedSkus } from './mentions.ts'

describe('numbers in a buyer’s words', () => {
  it('are orders and parcels when written as such, with any dash', () => {
    expect(mentionedOrders('где заказ 12345678-0001?')).toEqual([{ orderNumber: '12345678-0001' }])
    expect(mentionedOrders('отправление №12345678–0001–2 не пришло')).toEqual([
      { orderNumber: '12345678-0001', postingNumber: '12345678-0001-2' },
    ])
    expect(mentionedOrders('12345678-0001-1 и 12345678-0001')).toEqual([
      { orderNumber: '12345678-0001', postingNumber: '12345678-0001-1' },
    ])
  })
  it('are not orders when they are part of a phone, a card or a code', () => {
    for (const text of [
      '8-916-555-0147',
      '+7 916 555-01-47',
      '1234-5678-9012-3456',
      'код AB12345678-0001',
      '2026-11-21',
    ])
      expect(mentionedOrders(text)).toEqual([])
  })
  it('are SKUs and articles when they may be', () => {
    expect(mentionedSkus('товар 2764692671, 12 штук, тел 8-916-5550147')).toEqual(['2764692671'])
    expect(mentionedArticles('артикул zv-air3-blk, USB-C')).toEqual(['ZV-AIR3-BLK', 'USB-C'])
  })
})

describe('a product named in words', () => {
  const names = [
    'Наушники беспроводные Zvenar Air 3 с активным шумоподавлением, чёрные',
    'Наушники проводные Zvenar Line C с разъёмом USB-C и микрофоном, белые',
    'Чехол силиконовый Iskrum Soft для iPhone 15, тёмно-синий',
    'Пылесос вертикальный беспроводной Domovey V8, съёмный аккумулятор, красный',
    'Робот-пылесос Domovey Робо 4 с влажной уборкой и лидаром, белый',
    'Утюг паровой Domovey Пар 2400 Вт, синий',
    'Сетевой фильтр Iskrum Щит, 5 розеток, белый',
    'Футболки базовые Хлопковна, 2 шт., унисекс, белая и светло-серая',
    'Леггинсы спортивные женские Хлопковна, высокая посадка, чёрные',
    'Увлажнитель воздуха Domovey Облако, 4 л',
    'Умные часы Taktum Fit 2, звонки, чёрные',
  ]
  const products = names.map((name, index) => ({ sku: String(index), name }))
  const named = (text: string, least?: number) => namedProduct(text, products, least)?.name.slice(0, 18)

  it('is found by what it is', () => {
    expect(named('леггинсы чёрные M сколько штук осталось?')).toBe('Леггинсы спортивны')
    expect(named('из заказа надо убрать одну пачку футболок')).toBe('Футболки базовые Х')
    expect(named('перестал увлажнитель работать')).toBe('Увлажнитель воздух')
  })
  it('is told from its like by kind, model or colour', () => {
    expect(named('наушники проводные есть с микрофоном?')).toBe('Наушники проводные')
    expect(named('смотрю пылесос V8, сколько весит')).toBe('Пылесос вертикальн')
    expect(named('робот-пылесос пролезет под диван?')).toBe('Робот-пылесос Domo')
  })
  it('is not guessed between several', () => {
    expect(named('наушники не играют')).toBeUndefined()
    expect(named('здравствуйте, где мой заказ')).toBeUndefined()
  })
  it('is not found by what it is for, by a colour or by a common word that is also a name', () => {
    expect(named('зарядка к iphone 15 подойдёт?')).toBeUndefined()
    expect(named('белые есть?')).toBeUndefined()
    expect(named('пар идти перестал')).toBeUndefined()
    expect(named('через 2 часа ответите?')).toBeUndefined()
    expect(named('часы сами пишут маршрут?')).toBe('Умные часы Taktum ')
  })
  it('displaces what the chat is about only when said with all its name', () => {
    expect(named('где брать фильтр для него', 3.4)).toBeUndefined()
    expect(named('а сетевой фильтр «Щит» ещё есть?', 3.4)).toBe('Сетевой фильтр Isk')
  })
})
