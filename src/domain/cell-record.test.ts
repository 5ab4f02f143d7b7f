import { describe, expect, it } from 'vitest'
import { cellRecord } from './cell-record.ts'

describe('what the record of a cell says', () => {
  it('says nothing of few decisions, however good', () => {
    expect(cellRecord(0, 0)).toEqual({ decided: 0, unchanged: 0, low: 0, advice: 'unproven' })
    expect(cellRecord(29, 29).advice).toBe('unproven')
  })

  it('calls a cell earned only where the lower end of the interval is high', () => {
    expect(cellRecord(30, 30)).toMatchObject({ advice: 'earned' })
    expect(cellRecord(30, 30).low).toBeCloseTo(0.8865, 3)
    expect(cellRecord(50, 47)).toMatchObject({ advice: 'not_yet' })
    expect(cellRecord(50, 47).low).toBeCloseTo(0.8378, 3)
  })
})
