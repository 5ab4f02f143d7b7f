import { useEffect, useRef } from 'react'

type Handlers = Record<string, (event: KeyboardEvent) => void>

/**
 * Single-key commands (`j`, `1`, `enter`, `?`). A key is known by where it sits, because on a Russian layout the
 * J key types «о» and a Chinese input method types nothing.
 * Silent while someone types, while a dialog is open and while a key is held down.
 */
export function useKeys(handlers: Handlers, enabled = true) {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      const name = nameOf(event)
      if (name === 'enter' && isControl(event.target)) return
      if (event.shiftKey && name !== '?') return
      const handler = latest.current[name]
      if (!handler) return
      event.preventDefault()
      handler(event)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}

function nameOf({ key, code, shiftKey }: KeyboardEvent) {
  if (key === '?' || (code === 'Slash' && shiftKey)) return '?'
  return code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase()
}

function isTyping(target: EventTarget | null) {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]')
}

/** Enter on a focused button or link presses that, and must not approve as well. */
function isControl(target: EventTarget | null) {
  return target instanceof HTMLElement && target.closest('button, a, summary, [role="tab"], [role="option"]')
}
