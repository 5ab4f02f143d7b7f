import { describe, expect, it } from 'vitest'
import { splitAsks } from './asks.ts'
import { fixKeyboardLayout } from './keyboard-layout.ts'
import { clean, foldLookAlikes, normalise } from './normalise.ts'
import { stripPoliteness } from './politeness.ts'
import { splitSentences } from './sentences.ts'
import { contentStems, stem, tokenise } from './tokens.ts'

describe('normalise', () => {
  it('reads a word the same however it was disguised', () => {
    for (const disguise of ['тeлeгpaм', 'Теле\u200bграм', 'ТЕЛЕ\u00adГРАМ', 'телеграм'])
      expect(normalise(disguise)).toBe('телеграм')
  })
  it('takes ё and й for one letter each, however they were typed', () => {
    expect(normalise('Ещё')).toBe('еще')
    expect(normalise('и\u0306од')).toBe('йод')
  })
  it('reads a Cyrillic С at the end of a Latin code as Latin', () => {
    expect(normalise('USB-С')).toBe('usb-c')
    expect(normalise('товар с USB')).toBe('товар с usb')
  })
  it('leaves brands and codes alone', () => {
    expect(foldLookAlikes('Xiaomi Redmi, артикул AB-12')).toBe('Xiaomi Redmi, артикул AB-12')
  })
  it('keeps line breaks and makes every space plain', () => {
    expect(clean(' a\u00a0\tb\r\nc ')).toBe('a b\nc')
  })
})

describe('tokenise', () => {
  it('keeps decimals whole and splits compounds', () => {
    expect(tokenise('Bluetooth-наушники 1,5 м, 50-52')).toEqual([
      'bluetooth',
      'наушники',
      '1.5',
      'м',
      '50',
      '52',
    ])
  })
  it('brings the forms of a word to one stem', () => {
    expect(new Set(['куртка', 'куртки', 'куртку', 'курткой'].map(stem)).size).toBe(1)
  })
  it('drops words without a topic', () => {
    expect(contentStems('а какая у вас гарантия?')).toEqual(['гарант'])
  })
})

describe('stripPoliteness', () => {
  it('leaves the matter of a message', () => {
    expect(stripPoliteness('Здравствуйте! Подскажите, пожалуйста, есть ли чек? Заранее спасибо')).toBe(
      'есть ли чек?',
    )
    expect(stripPoliteness('добрый день когда придёт заказ')).toBe('когда придёт заказ')
  })
  it('leaves nothing of mere greetings and thanks', () => {
    expect(stripPoliteness('Здравствуйте!')).toBe('')
    expect(stripPoliteness('Спасибо большое!!! Всего доброго.')).toBe('')
  })
  it('does not bite into longer words', () => {
    expect(stripPoliteness('приветливый продавец')).toBe('приветливый продавец')
  })
})

describe('splitAsks', () => {
  it('takes no pressing for an answer as a question of its own', () => {
    expect(splitAsks('Статус четыре дня не двигается\nпотеряли?\nответьте уже')).toEqual([
      'Статус четыре дня не двигается потеряли?',
    ])
  })
  it('parts two questions that only «и» joins, and leaves whole what is one', () => {
    expect(splitAsks('Какой объём и можно ли поставить 80 градусов?')).toEqual([
      'Какой объём',
      'можно ли поставить 80 градусов?',
    ])
    expect(splitAsks('Где и когда можно забрать заказ?')).toHaveLength(1)
    expect(splitAsks('Как стирать и сушить плед?')).toHaveLength(1)
  })
  it('finds several questions in one message', () => {
    expect(
      splitAsks(
        'Здравствуйте! Какой размер брать на рост 172, и сколько идёт доставка до Казани? А чек дадите?',
      ),
    ).toEqual(['Какой размер брать на рост 172', 'сколько идёт доставка до Казани?', 'А чек дадите?'])
  })
  it('keeps told circumstances with the question they lead to', () => {
    expect(splitAsks('Купил неделю назад. Левое не заряжается. что делать?')).toEqual([
      'Купил неделю назад. Левое не заряжается. что делать?',
    ])
  })
  it('takes a complaint without a question as one ask', () => {
    expect(splitAsks('товар пришел битый')).toEqual(['товар пришел битый'])
  })
  it('finds nothing asked in thanks', () => {
    expect(splitAsks('Спасибо!')).toEqual([])
  })
  it('splits the joined messages of a burst', () => {
    expect(splitAsks('привет\nесть чёрный?\nа цена какая')).toEqual(['есть чёрный?', 'а цена какая'])
  })
  it('splits a numbered list', () => {
    expect(splitAsks('смотрю пылесос 1) сколько весит 2) есть ли фильтр')).toEqual([
      'смотрю пылесос сколько весит',
      'есть ли фильтр',
    ])
  })
  it('leave an alternative, a «так можно?» and a condition with their question', () => {
    expect(splitAsks('42 размер будет ещё? Или только от 44?')).toHaveLength(1)
    expect(splitAsks('хочу вернуть одну вещь из двух. так можно?')).toHaveLength(1)
    expect(splitAsks('Можно обменять на синий? Доплачу если нужно.')).toHaveLength(1)
    expect(splitAsks('сколько весит? Моющий режим есть или отдельно покупать')).toHaveLength(2)
  })
  it('does not split one thought at «и»', () => {
    expect(splitAsks('Можно ли стирать и гладить?')).toEqual(['Можно ли стирать и гладить?'])
  })
})

describe('splitSentences', () => {
  it('does not stumble over abbreviations, units, initials and decimals', () => {
    expect(
      splitSentences('Цена 1500 руб. за шт. с доставкой. Вес 1.5 кг. Ул. Ленина, д. 5. А. С. Пушкин писал!'),
    ).toEqual([
      'Цена 1500 руб. за шт. с доставкой.',
      'Вес 1.5 кг.',
      'Ул. Ленина, д. 5.',
      'А. С. Пушкин писал!',
    ])
  })
  it('keeps a list item with its number', () => {
    expect(splitSentences('1. Откройте заказ. 2. Нажмите «Вернуть».')).toEqual([
      '1. Откройте заказ.',
      '2. Нажмите «Вернуть».',
    ])
  })
  it('copes with missing spaces and capitals of a hurried buyer', () => {
    expect(splitSentences('есть?а цена. не понял')).toEqual(['есть?', 'а цена.', 'не понял'])
  })
})

describe('fixKeyboardLayout', () => {
  it('turns a text typed in the wrong layout into Russian', () => {
    expect(fixKeyboardLayout('ghbdtn')).toBe('привет')
    expect(fixKeyboardLayout('rjulf ghbltn pfrfp&')).toBe('когда придет заказ?')
  })
  it('leaves English, brands and codes alone', () => {
    for (const text of [
      'when will my order arrive',
      'USB-C',
      'HDMI',
      'Power bank 20000mAh',
      'https://ya.ru',
      'samsung',
    ])
      expect(fixKeyboardLayout(text)).toBe(text)
  })
})
