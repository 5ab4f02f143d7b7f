import { createHash } from 'node:crypto'
import { contradictionsOf, type Difference, type ReadSource } from './compare-sources.ts'
import { duplicateLikeness } from './near-duplicate.ts'

/** The words of one side as they were when it was found. */
type SideText = { title: string; parts: Record<string, string> }
export type FindingDetail = {
  /** How alike two duplicates are; absent for contradictions. */
  likeness?: number
  differences: Difference[]
  left: SideText
  right: SideText
}
export type Finding = {
  kind: 'duplicate' | 'contradiction'
  left: string
  right: string
  detail: FindingDetail
  contentHash: string
}

/** What two sources say twice or against each other; the smaller id is always the left one. */
export function compareSources(one: ReadSource, other: ReadSource): Finding | undefined {
  const [left, right] = one.id < other.id ? [one, other] : [other, one]
  const differences = contradictionsOf(left, right)
  if (differences.length > 0) {
    const parts = (side: 'left' | 'right') => new Set(differences.map((difference) => difference[side].part))
    return finding('contradiction', left, right, {
      differences,
      left: sideText(left, parts('left')),
      right: sideText(right, parts('right')),
    })
  }
  const areEntries = left.id.startsWith('entry:') && right.id.startsWith('entry:')
  const likeness = areEntries ? duplicateLikeness(left, right) : undefined
  if (likeness === undefined) return undefined
  const answer = new Set(['answer'])
  return finding('duplicate', left, right, {
    likeness,
    differences: [],
    left: sideText(left, answer),
    right: sideText(right, answer),
  })
}

function sideText(source: ReadSource, parts: Set<string>): SideText {
  const used = source.statements.filter(({ part }) => parts.has(part))
  const isEntry = source.id.startsWith('entry:')
  return {
    title: (isEntry ? source.statements[0]?.questions[0] : source.subject) ?? source.id,
    parts: Object.fromEntries(used.map(({ part, text }) => [part, text])),
  }
}

function finding(kind: Finding['kind'], left: ReadSource, right: ReadSource, detail: FindingDetail): Finding {
  const content = [kind, left.id, detail.left, right.id, detail.right]
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return { kind, left: left.id, right: right.id, detail, contentHash }
}
