import type { CaseId } from '../../api/case.ts'

/** The Russian that is being written, or the text in the agent's own language. */
type Kind = 'text' | 'own'

const name = ({ shopId, conversationId }: CaseId, kind: Kind) => `otvet.${kind}.${shopId}.${conversationId}`

/** An unsent text survives a look at another case and a reload of the page, not the browser's closing. */
export function keptText(id: CaseId, kind: Kind = 'text') {
  return sessionStorage.getItem(name(id, kind)) ?? undefined
}

export function keepText(id: CaseId, text: string, kind: Kind = 'text') {
  sessionStorage.setItem(name(id, kind), text)
}

export function forgetText(id: CaseId) {
  for (const kind of ['text', 'own'] as const) sessionStorage.removeItem(name(id, kind))
}
