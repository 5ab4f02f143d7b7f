import { useSyncExternalStore } from 'react'

// Three panes side by side; the style sheets name the same width.
const query = window.matchMedia('(min-width: 1180px)')

export function useWide() {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
