/** A run of a text that both sides share, or that only the older or the newer one has. */
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string }

/** Compared word by word up to this many steps; longer pairs differ as a whole between their common ends. */
const MOST_STEPS = 4_000_000

/**
 * What changed between two texts, word by word (a Chinese character is a word): the parts that are not `added`
 * join to `before`, those that are not `removed` to `after`.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const middle = diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([same(a.slice(0, start)), ...middle, same(end > 0 ? a.slice(-end) : [])])
}

const same = (words: string[]): DiffPart => ({ kind: 'same', text: words.join('') })

/** Spaces stand alone, so that words compare whatever stands between them. */
function wordsOf(text: string): string[] {
  return (
    text.match(/\s+|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
  )
}

/** Longest common subsequence; removed before added where both stand at one place. */
function diffMiddle(a: string[], b: string[]): DiffPart[] {
  if ((a.length + 1) * (b.length + 1) > MOST_STEPS)
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ]
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mine = '', other = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && mine === other) {
      parts.push({ kind: 'same', text: mine })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', text: mine })
      i++
    } else {
      parts.push({ kind: 'added', text: other })
      j++
    }
  }
  return parts
}

/** Neighbours of one kind as one part; a lone space between two changes belongs to both. */
function joined(parts: DiffPart[]): DiffPart[] {
  const out: DiffPart[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed })
    if (added) out.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  parts.forEach((part, index) => {
    if (part.text === '') return
    const isBridge =
      part.kind === 'same' &&
      /^\s+$/.test(part.text) &&
      (removed !== '' || added !== '') &&
      parts[index + 1]?.kind !== 'same' &&
      index < parts.length - 1
    if (part.kind === 'removed' || isBridge) removed += part.text
    if (part.kind === 'added' || isBridge) added += part.text
    if (part.kind !== 'same' || isBridge) return
    flush()
    const last = out.at(-1)
    if (last?.kind === 'same') last.text += part.text
    else out.push({ ...part })
  })
  flush()
  return out
}
