import { describe, expect, it } from 'vitest'
import type { Fact } from '../../domain/draft.ts'
import { describeSizes } from '../../facts/describe-sizes.ts'
import { fittingSize, tableMeasures } from './fitting-size.ts'

const table = (rows: [string, Record<string, string>, number][]): Fact[] =>
  describeSizes({
    sizes: rows.map(([label, measures, stock]) => ({ label, measures, stock })),
    stockFbo: 10,
    stockFbs: 0,
    stockAsOf: null,
    updatedAt: new Date('2026-11-20T10:00:00Z'),
  })
const COAT = table([
  ['44', { chest: '86–90', waist: '68–72', height: '164–170' }, 2],
  ['46', { chest: '90–94', waist: '72–76', height: '164–170' }, 0],
  ['48', { chest: '94–98', waist: '76–80', height: '164–170' }, 5],
])
const SHOES = table([
  ['40', { foot: '25,5' }, 1],
  ['41', { foot: '26–26,5' }, 3],
])
const GLOVES = table([
  ['M', { palm: '19–20' }, 4],
  ['L', { palm: '21–22' }, 4],
])
const said = (ask: string, facts: Fact[]) => fittingSize(ask, facts).map(({ ru }) => ru)

describe('the size for the buyer’s own measures', () => {
  it('comes from the table, with the measure that decided and the stock of that size alone', () => {
    expect(said('обхват груди 92, талия 73, рост 168, какой размер брать?', COAT)).toEqual([
      'По таблице Вашей мерке (обхват груди 92 см) соответствует размер 46.',
      'Размера 46 сейчас нет в наличии.',
    ])
  })
  it('rests on the line of the table and on its stock', () => {
    const [size, stock] = fittingSize('грудь 88', COAT)
    expect(size).toMatchObject({
      evidenceIds: ['p:size:44'],
      class: 'computed',
      zh: expect.stringContaining('胸围 88'),
    })
    expect(stock).toMatchObject({ evidenceIds: ['p:size:44:stock'] })
  })
  it('says that another measure points elsewhere', () => {
    expect(said('ог 88, от 78', COAT)[1]).toBe('При этом другой мерке (обхват талии 78 см) ближе размер 48.')
  })
  it('settles a border by the other measures, else by the roomier size', () => {
    expect(said('грудь 90, талия 70', COAT)[0]).toContain('размер 44')
    expect(said('грудь 90', COAT)[0]).toContain('размер 46')
  })
  it('names both sizes where a measure falls between them', () => {
    expect(said('ладонь 20,5 см', GLOVES)[0]).toBe(
      'Ваша мерка (обхват ладони 20,5 см) попадает между размерами M и L; свободнее будет размер L.',
    )
  })
  it('understands a number dictated in words', () => {
    expect(said('нога двадцать шесть с половиной сантиметров', SHOES)[0]).toContain(
      'длина стопы 26,5 см) соответствует размер 41',
    )
  })
  it.each([
    'рост 168',
    'обхват груди 130',
    'нога 41 размера',
    'какой размер брать?',
    'куплю два, сто лет искал',
  ])('is not guessed: %s', (ask) => expect(said(ask, [...COAT, ...SHOES])).toEqual([]))
  it('needs a table', () => {
    expect(said('грудь 92', [])).toEqual([])
    expect(tableMeasures(COAT)).toEqual(['обхват груди', 'обхват талии', 'рост'])
  })
})
