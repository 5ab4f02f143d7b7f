import { describe, expect, it } from 'vitest'
import { findSpike } from './find-spike.ts'

const DAYS = 77
const quiet = () => new Array<number>(DAYS).fill(0)
/** Counts by how many days ago; 0 is today. */
const series = (counts: Record<number, number>, base = quiet()) => {
  for (const [ago, count] of Object.entries(counts)) base[DAYS - 1 - Number(ago)] = count
  return base
}

/** mulberry32 */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const poisson = (rate: number, random: () => number) => {
  let count = 0
  for (let left = random(); left > Math.exp(-rate); left *= random()) count++
  return count
}

describe('a burst of complaints', () => {
  it.each<[string, Record<number, number>, boolean]>([
    ['four in three days after nothing', { 0: 2, 1: 1, 2: 1 }, true],
    ['four in a week after nothing', { 0: 1, 2: 1, 4: 1, 6: 1 }, true],
    ['three in three days after nothing', { 0: 1, 1: 1, 2: 1 }, false],
    ['four spread over a month', { 0: 1, 10: 1, 20: 1, 29: 1 }, false],
    [
      'five last week after one a week',
      { 0: 2, 1: 1, 3: 1, 5: 1, 10: 1, 17: 1, 24: 1, 31: 1, 38: 1, 45: 1, 52: 1, 60: 1 },
      false,
    ],
    [
      'twelve last week after one a week',
      { 0: 5, 1: 4, 3: 3, 10: 1, 17: 1, 24: 1, 31: 1, 38: 1, 45: 1 },
      true,
    ],
    ['five a week ago and none since', { 8: 3, 9: 2 }, true],
    ['five a month ago', { 30: 3, 31: 2 }, false],
  ])('%s', (_, counts, isSpike) => expect(findSpike(series(counts)) !== undefined).toBe(isSpike))

  it('tells its days, how many, and how many were to be expected', () => {
    const spike = findSpike(series({ 0: 3, 1: 2, 40: 1 }))
    expect(spike).toMatchObject({ from: DAYS - 2, to: DAYS - 1, count: 5 })
    expect(spike?.expected).toBeLessThan(0.5)
    expect(spike?.chance).toBeLessThan(1e-4)
  })

  it('is expected of a product of which suddenly everything is written', () => {
    const counts = series({ 0: 2, 1: 2, 2: 1, 30: 1, 45: 1 })
    expect(findSpike(counts)).toBeDefined()
    const few = new Array<number>(DAYS).fill(1)
    expect(findSpike(counts, { others: few })).toBeDefined()
    expect(
      findSpike(counts, { others: few.map((one, day) => (day >= DAYS - 7 ? one * 5 : one)) }),
    ).toBeUndefined()
  })

  it('needs more of a product that has only just come', () => {
    const counts = series({ 0: 2, 2: 1, 5: 1 })
    expect(findSpike(counts, { known: DAYS })).toBeDefined()
    expect(findSpike(counts, { known: 8 })).toBeUndefined()
    expect(findSpike(series({ 0: 5, 2: 4, 5: 2 }), { known: 8 })).toBeDefined()
  })

  it('is seldom seen where there is none: random streams of every rate', () => {
    const random = dice(7)
    let alarms = 0
    let looks = 0
    for (const rate of [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3])
      for (let round = 0; round < 400; round++) {
        const counts = Array.from({ length: DAYS }, () => poisson(rate, random))
        looks++
        if (findSpike(counts)) alarms++
      }
    // 28 dependent looks of at most 1e-4 each.
    expect(alarms / looks).toBeLessThan(28e-4)
  })

  it('is nearly always seen where there is one: eight times the rate, six at least', () => {
    const random = dice(11)
    let seen = 0
    const rounds = 300
    for (let round = 0; round < rounds; round++) {
      const rate = 0.05 + random() * 0.15
      const counts = Array.from({ length: DAYS }, (_, day) =>
        poisson(day >= DAYS - 5 ? rate * 8 + 1.2 : rate, random),
      )
      if (findSpike(counts)) seen++
    }
    expect(seen / rounds).toBeGreaterThan(0.9)
  })

  it('takes an empty and a short series', () => {
    expect(findSpike([])).toBeUndefined()
    expect(findSpike([9])).toBeUndefined()
  })
})
