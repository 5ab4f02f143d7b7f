import { useEffect, useState } from 'react'

/** Long enough that a held or repeated key approves nothing unread. */
const GUARD_MS = 700

/** True once what stands on the screen (named by `reading`) has stood there unchanged for `GUARD_MS`. */
export function useApprovalGuard(reading: string | undefined) {
  const [ready, setReady] = useState<string>()
  useEffect(() => {
    if (!reading) return
    const timer = setTimeout(() => setReady(reading), GUARD_MS)
    return () => {
      clearTimeout(timer)
      setReady(undefined)
    }
  }, [reading])
  return reading !== undefined && ready === reading
}
