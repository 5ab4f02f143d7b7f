import { describe, expect, it } from 'vitest'
import { createFakeTimers } from '../../../../test/support/fake-timers.ts'
import { createCircuit } from './circuit.ts'

const MINUTE = 60_000

describe('a method that the marketplace closed after a flood', () => {
  it('rests alone, and longer each time, up to half an hour', async () => {
    const { timers, advance } = createFakeTimers()
    const circuit = createCircuit(timers)
    const breaks: number[] = []
    for (let round = 0; round < 7; round++) {
      const breakMs = circuit.tripped('/a')
      breaks.push(breakMs / MINUTE)
      expect(circuit.closedForMs('/a')).toBe(breakMs)
      expect(circuit.closedForMs('/b')).toBe(0)
      await advance(breakMs)
    }
    expect(breaks).toEqual([1, 2, 4, 8, 16, 30, 30])
  })

  it('does not rest longer because many calls in flight were told the same', () => {
    const { timers } = createFakeTimers()
    const circuit = createCircuit(timers)
    for (let call = 0; call < 20; call++) expect(circuit.tripped('/a')).toBe(MINUTE)
  })

  it('is tried by one call after the break; the others follow when that one worked', async () => {
    const { timers, advance } = createFakeTimers()
    const circuit = createCircuit(timers)
    circuit.tripped('/a')
    await advance(MINUTE)
    expect(circuit.closedForMs('/a')).toBe(0)
    expect(circuit.closedForMs('/a')).toBeGreaterThan(0)
    circuit.ended('/a')
    expect(circuit.closedForMs('/a')).toBe(0)
    circuit.worked('/a')
    expect([circuit.closedForMs('/a'), circuit.closedForMs('/a')]).toEqual([0, 0])
    expect(circuit.tripped('/a')).toBe(MINUTE)
  })
})
