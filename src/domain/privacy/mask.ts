import { findPersonalData } from './find-personal-data.ts'
import type { PersonalKind } from './found.ts'

const TOKEN = /\[\[(\p{L}+)-(\d+)\]\]/giu

/**
 * Stands tokens in for personal data, the same token for the same data in all texts that go through it, and puts
 * the data back. Lives as long as one exchange with a model, in memory only.
 */
export function createMask() {
  const tokenOf = new Map<string, string>()
  const dataOf = new Map<string, string>()
  const counts = new Map<PersonalKind, number>()

  function tokenFor(kind: PersonalKind, data: string, text: string): string {
    const key = `${kind} ${sameData(data)}`
    const known = tokenOf.get(key)
    if (known) return known
    let token: string
    // A buyer may have written something that looks like a token of ours: it keeps meaning what it says.
    do {
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      token = `[[${kind}-${counts.get(kind)}]]`
    } while (text.includes(token))
    tokenOf.set(key, token)
    dataOf.set(token, data)
    return token
  }

  return {
    /** The text with tokens. What was masked before is found again under the same token. */
    hide(text: string): string {
      return replaceFound(text, tokenFor)
    },
    /** The text with the data again, as it was written where it first stood. Unknown tokens stay. */
    show(text: string): string {
      return text.replace(TOKEN, (token) => dataOf.get(token.toLowerCase()) ?? token)
    },
    get isEmpty(): boolean {
      return dataOf.size === 0
    },
  }
}

export type Mask = ReturnType<typeof createMask>

/** For where nothing comes back: logs, evaluation files, embeddings. */
export function maskForGood(text: string): string {
  return replaceFound(text, (kind) => `[[${kind}]]`)
}

/** Two pieces that touch may hide each other: what is left is looked through again. */
const PASSES = 4

function replaceFound(
  text: string,
  tokenFor: (kind: PersonalKind, data: string, all: string) => string,
): string {
  let masked = text
  for (let pass = 0; pass < PASSES; pass++) {
    const found = findPersonalData(masked)
    if (found.length === 0) break
    let out = ''
    let at = 0
    for (const { kind, start, end } of found) {
      out += masked.slice(at, start) + tokenFor(kind, masked.slice(start, end), text)
      at = end
    }
    masked = out + masked.slice(at)
  }
  return masked
}

/** «8 (912) 345-67-89» and «8 912 345 67 89» are the same phone. */
function sameData(data: string): string {
  const digits = data.replace(/\D/g, '')
  return digits.length >= 6 && !/\p{L}/u.test(data) ? digits : data.toLowerCase().replace(/\s+/g, ' ')
}
