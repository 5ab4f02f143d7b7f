import type { CaseId } from '../../api/case.ts'

const name = ({ shopId, conversationId }: CaseId) => `otvet.text.${shopId}.${conversationId}`

/** An unsent text survives a look at another case and a reload of the page, not the browser's closing. */
export function keptText(id: CaseId) {
  return sessionStorage.getItem(name(id)) ?? undefined
}

export function keepText(id: CaseId, text: string) {
  sessionStorage.setItem(name(id), text)
}

export function forgetText(id: CaseId) {
  sessionStorage.removeItem(name(id))
}
