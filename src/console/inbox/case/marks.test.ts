import { expect, test } from 'vitest'
import { marksIn } from './marks.ts'

const sentence = (ru: string) => ({ ru, evidenceIds: [], class: 'courtesy' as const })
const check = (status: 'warn' | 'block' | 'pass', ...places: { from: number; to: number }[]) => ({
  rule: 'r',
  status,
  places,
  message: { en: '', zh: '', ru: '' },
})

test('the words that a check is against are marked in their sentence, the graver finding first', () => {
  const sentences = [sentence('Да. '), sentence('Звоните 123 нам.')]
  // «Да. Звоните 123 нам.»: the space between sentences is part of the text.
  const checks = [check('warn', { from: 4, to: 15 }), check('block', { from: 12, to: 15 }), check('pass')]
  expect(marksIn({ sentences, checks })).toEqual([
    [{ text: 'Да.', status: undefined }],
    [
      { text: 'Звоните ', status: 'warn' },
      { text: '123', status: 'block' },
      { text: ' нам.', status: undefined },
    ],
  ])
})

test('a finding over two sentences marks its part of each; drafts of old have no places', () => {
  const sentences = [sentence('Один.'), sentence('Два.')]
  expect(marksIn({ sentences, checks: [check('warn', { from: 3, to: 8 })] })).toEqual([
    [
      { text: 'Оди', status: undefined },
      { text: 'н.', status: 'warn' },
    ],
    [
      { text: 'Дв', status: 'warn' },
      { text: 'а.', status: undefined },
    ],
  ])
  expect(marksIn({ sentences, checks: [{ ...check('warn'), places: undefined }] })[0]).toHaveLength(1)
})
