import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanOf } from './mapped-text.ts'
import { sentencePlaces } from './sentences.ts'
import { readable, unmask } from './unmask.ts'

describe('a readable text', () => {
  it.each([
    ['8️⃣9️⃣1️⃣6️⃣', '8916'],
    ['⑧⑨②', '892'],
    ['❽➒➊', '891'],
    ['８９０', '890'],
    ['𝟖𝟗 𝐓𝐞𝐥', '89 Tel'],
    ['🅣🅔🅛', 'TEL'],
    ['теле\u200bгра\u00adм', 'телеграм'],
    ['т̶е̶л̶', 'тел'],
    ['и\u0306од, е\u0308ж', 'йод, ёж'],
    ['№ 5, 20 м², …', '№ 5, 20 м², …'],
    ['a \u00a0 b\r\nc', 'a b\nc'],
  ])('%s reads %s', (masked, plain) => expect(readable(masked).text).toBe(plain))
})

describe('an unmasked text', () => {
  it.each([
    ['Напишите в т е л е г р а м', 'напишите в телеграм'],
    ['Т.Е.Л.Е.Г.У', 'телегу'],
    ['тeлeгpaм', 'телеграм'],
    ['0тмените п0купку', 'отмените покупку'],
    ['в0тсап', 'вотсап'],
    ['Размеры S, M, L', 'размеры s, m, l'],
    ['3 дня, 40 см, 4К', '3 дня, 40 см, 4к'],
    ['Ещё', 'еще'],
  ])('%s reads %s', (masked, plain) => expect(unmask(masked).text).toBe(plain))

  it('tells where in the original its words stand', () => {
    const text = 'Пишите в т\u200b е л е г р а м сейчас'
    const view = unmask(text)
    const at = view.text.indexOf('телеграм')
    const { from, to } = spanOf(view, at, at + 'телеграм'.length)
    expect(text.slice(from, to)).toBe('т\u200b е л е г р а м')
  })

  it('keeps the order and the bounds of places, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const view of [readable(text), unmask(text)]) {
          expect(view.starts).toHaveLength(view.text.length)
          view.starts.forEach((start, i) => {
            expect(start).toBeGreaterThanOrEqual(view.starts[i - 1] ?? 0)
            expect(view.ends[i]).toBeGreaterThan(start)
            expect(view.ends[i]).toBeLessThanOrEqual(text.length)
          })
        }
      }),
    )
  })
})

it('the place of every sentence is where it stands', () => {
  const text = '  Первое. Второе!\n\n Третье 1.5 кг?'
  for (const { sentence, at } of sentencePlaces(text)) {
    expect(text.slice(at, at + sentence.length)).toBe(sentence)
  }
  expect(sentencePlaces(text)).toHaveLength(3)
})
