import { expect, it } from 'vitest'
import { inOwnLetters, ownLetters } from './letters.ts'

it('says letters and numbers as ranges, inside a class and outside', () => {
  for (const pattern of [/(?<!\p{L})чай\p{L}*/u, /[^\p{L}\p{N}\]x]чай[\p{L}-]*/u, /чай\p{L}{2,3}\[/u]) {
    const own = inOwnLetters(pattern)
    for (const text of ['чайник', 'отчайник', ' чайник', ']чай', '.чай-ник', 'ЁЛКА чайёў[', 'x чайные['])
      expect([...(own.exec(text) ?? [])], `${pattern} «${text}»`).toEqual([...(pattern.exec(text) ?? [])])
  }
})

it('leaves what is escaped and other properties as they are', () => {
  expect(ownLetters('\\\\p{L}[\\]\\d]\\p{Lu}\\p{Script=Latin}')).toBe(
    '\\\\p{L}[\\]\\d]\\p{Lu}\\p{Script=Latin}',
  )
})
