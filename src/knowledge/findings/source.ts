/** Where what a source says holds; an empty list or null = everywhere. */
export type Scope = {
  schemes: string[]
  brand: string | null
  category: string | null
  skus: string[]
  validFrom: Date | null
  validUntil: Date | null
}

/** One text of a source: an answer, an attribute, a warranty field. Offsets of what is found count in `text`. */
export type Statement = {
  /** `answer`, `attribute:power_w`, `months`, `compatibility:2`, `description`. */
  part: string
  /** The ways of asking what the text answers. */
  questions: string[]
  text: string
}

/** What is compared: an entry, a product card, the warranty of a product. */
export type Source = {
  /** `entry:<id>`, `product:<sku>`, `warranty:<sku>`. */
  id: string
  scope: Scope
  /** Names the thing that all statements are about; such words need not be said again by the other side. */
  subject: string
  statements: Statement[]
}

/** Whether there is a case in which both hold. What one side leaves open, the other may fill. */
export function scopesOverlap(a: Scope, b: Scope): boolean {
  return (
    (a.schemes.length === 0 || b.schemes.length === 0 || a.schemes.some((one) => b.schemes.includes(one))) &&
    (a.skus.length === 0 || b.skus.length === 0 || a.skus.some((one) => b.skus.includes(one))) &&
    sameOrOpen(a.brand, b.brand) &&
    sameOrOpen(a.category, b.category) &&
    begins(a) < ends(b) &&
    begins(b) < ends(a)
  )
}

const sameOrOpen = (a: string | null, b: string | null) =>
  a === null || b === null || a.toLowerCase() === b.toLowerCase()
const begins = ({ validFrom }: Scope) => validFrom?.getTime() ?? Number.NEGATIVE_INFINITY
const ends = ({ validUntil }: Scope) => validUntil?.getTime() ?? Number.POSITIVE_INFINITY
