/**
 * Puts a text on the clipboard. A page without HTTPS has no clipboard of its own: there a hidden field is copied from.
 * Throws when neither works: a text that was not copied must not count as sent.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return
  }
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (!isCopied) throw new Error('The browser did not let the text be copied.')
}
