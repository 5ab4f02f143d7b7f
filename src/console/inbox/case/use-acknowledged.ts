import { useMemo, useState } from 'react'
import type { Check } from '../../../domain/draft.ts'
import { findingKey, openWarnings } from './why-not.ts'

/**
 * The warnings that the agent has accepted. A finding is accepted as it stands: the same rule on other words is open
 * again. `reading` names what is read; another case or draft begins anew.
 */
export function useAcknowledged(reading: string, checks: readonly Check[]) {
  const [state, setState] = useState<{ reading: string; keys: readonly string[] }>({ reading, keys: [] })
  const keys = state.reading === reading ? state.keys : NONE
  return useMemo(() => {
    const open = openWarnings(checks, keys)
    const accept = (check: Check) => setState({ reading, keys: [...keys, findingKey(check)] })
    return {
      open,
      isAccepted: (check: Check) => keys.includes(findingKey(check)),
      accept,
      acceptNext: () => open[0] && accept(open[0]),
    }
  }, [reading, checks, keys])
}
const NONE: readonly string[] = []

export type Acknowledged = ReturnType<typeof useAcknowledged>
