import { type DiffPart, diffWords } from './word-diff.ts'

/** Lines that both texts share, or a place where they differ, word by word. */
export type DiffBlock = { kind: 'same'; lines: string[] } | { kind: 'changed'; parts: DiffPart[] }

/** Compared line by line up to this many steps; nobody writes a prompt of a thousand lines. */
const MOST_STEPS = 1_000_000

/** What changed between two long texts: first by lines, so that a change at either end costs nothing in between. */
export function diffLines(before: string, after: string): DiffBlock[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  if (a.length * b.length > MOST_STEPS) return [{ kind: 'changed', parts: diffWords(before, after) }]
  const lengths = commonLengths(a, b)
  const blocks: DiffBlock[] = []
  let [removed, added]: [string[], string[]] = [[], []]
  const flush = () => {
    if (removed.length + added.length === 0) return
    blocks.push({ kind: 'changed', parts: diffWords(removed.join('\n'), added.join('\n')) })
    removed = []
    added = []
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mine = '', other = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && mine === other) {
      flush()
      const last = blocks.at(-1)
      if (last?.kind === 'same') last.lines.push(mine)
      else blocks.push({ kind: 'same', lines: [mine] })
      i++
      j++
    } else if (
      j >= b.length ||
      (i < a.length && lengthAt(lengths, i + 1, j) >= lengthAt(lengths, i, j + 1))
    ) {
      removed.push(mine)
      i++
    } else {
      added.push(other)
      j++
    }
  }
  flush()
  return blocks
}

const lengthAt = (lengths: number[][], i: number, j: number) => lengths[i]?.[j] ?? 0

/** Of the longest common subsequence from each pair of places on. */
function commonLengths(a: string[], b: string[]): number[][] {
  const lengths: number[][] = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = b.length - 1; j >= 0; j--)
      row[j] =
        a[i] === b[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1))
  }
  return lengths
}
