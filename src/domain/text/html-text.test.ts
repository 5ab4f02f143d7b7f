import fc from 'fast-check'
import { expect, it } from 'vitest'
import { htmlToText } from './html-text.ts'

it('keeps the words, the lines and the list of a description', () => {
  const html =
    '<p>Чайник &laquo;Луч&raquo;: 1,7&nbsp;л<br/>Стекло &amp; сталь</p><ul><li>Тихий</li><li>Лёгкий &#8211; 1&#x43a;г</li></ul>'
  expect(htmlToText(html)).toBe('Чайник «Луч»: 1,7 л\nСтекло & сталь\n\n• Тихий\n• Лёгкий – 1кг')
})

it('drops what is not text, closed or not', () => {
  expect(htmlToText('до<script>alert(1)</script> после<!-- заметка -->')).toBe('до после')
  expect(htmlToText('до<script>alert(1)')).toBe('до')
})

it('leaves alone what only looks like markup', () => {
  expect(htmlToText('вес < 5 кг, длина > 2 м, A&B; 3 &lt; 4')).toBe('вес < 5 кг, длина > 2 м, A&B; 3 < 4')
})

it('takes any input, quickly', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void htmlToText(text)))
  expect(htmlToText('<'.repeat(200_000))).toHaveLength(200_000)
  expect(htmlToText('<!--'.repeat(50_000))).toBe('')
})
