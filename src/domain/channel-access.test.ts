import { expect, it } from 'vitest'
import { type MethodAccess, mergeMethods } from './channel-access.ts'

const shown = (at: string, access: MethodAccess['access']): MethodAccess => ({ access, by: 'call', at })

it('believes the newer of two reports, whichever is put down last', () => {
  const [older, newer] = [
    shown('2026-11-21T09:00:00.000Z', 'denied'),
    shown('2026-11-21T09:00:01.000Z', 'allowed'),
  ]
  expect(mergeMethods({ m: newer }, { m: older })).toEqual({ m: newer })
  expect(mergeMethods({ m: older, other: older }, { m: newer })).toEqual({ m: newer, other: older })
})
