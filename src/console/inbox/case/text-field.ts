import type { RefObject } from 'react'

/** A slash asks for a canned reply at the beginning of a word; «и/или» stays what it is. */
export function isWordStart({ value, selectionStart }: HTMLTextAreaElement) {
  return selectionStart === 0 || /\s/.test(value.charAt(selectionStart - 1))
}

// By then the dialog has given the focus back.
const AFTER_DIALOG_MS = 120

/** Puts a canned reply where the cursor is, or in the place of the whole text, and the cursor behind it. */
export function insertAt(
  field: RefObject<HTMLTextAreaElement | null>,
  {
    text,
    canned,
    isWhole = false,
    change,
  }: { text: string; canned: string; isWhole?: boolean; change: (text: string) => void },
) {
  const { selectionStart = 0, selectionEnd = selectionStart } = field.current ?? {}
  const [from, to] = isWhole ? [0, text.length] : [selectionStart, selectionEnd]
  change(text.slice(0, from) + canned + text.slice(to))
  const end = from + canned.length
  setTimeout(() => {
    field.current?.focus()
    field.current?.setSelectionRange(end, end)
  }, AFTER_DIALOG_MS)
}
