import { FileProblem } from '../file-problem.ts'
import { reason } from '../reasons.ts'

const BLOCK = 1024 ** 2
const MOST_BYTES = 256 * 1024 ** 2

/**
 * The texts of a workbook's cells, which it keeps apart and by number. All must be at hand, so they are kept as UTF-8
 * outside of the heap: half the size of strings, and one thing for the collector instead of half a million.
 */
export class StringStore {
  private readonly blocks: Buffer[] = []
  private used = BLOCK
  private total = 0
  private readonly places: number[] = []
  private readonly lengths: number[] = []

  add(text: string): void {
    const length = Buffer.byteLength(text)
    this.total += length
    if (this.total > MOST_BYTES)
      throw new FileProblem(reason('zip_too_big', { got: `${MOST_BYTES / 1024 ** 2} MB` }))
    if (this.used + length > (this.blocks.at(-1)?.length ?? 0)) {
      this.blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK, length)))
      this.used = 0
    }
    this.blocks.at(-1)?.write(text, this.used)
    this.places.push((this.blocks.length - 1) * BLOCK + this.used)
    this.lengths.push(length)
    this.used += length
  }

  get(index: number): string | undefined {
    const place = this.places[index]
    const length = this.lengths[index]
    if (place === undefined || length === undefined) return undefined
    const at = place % BLOCK
    return this.blocks[Math.floor(place / BLOCK)]?.toString('utf8', at, at + length)
  }
}
