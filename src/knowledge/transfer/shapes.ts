import type { TRANSFER_FORMATS, TRANSFER_KINDS } from '../../http/contracts/transfer.ts'
import type { Reason } from './reasons.ts'

export type TransferKind = (typeof TRANSFER_KINDS)[number]
export type TransferFormat = (typeof TRANSFER_FORMATS)[number]

/** Bytes that can be read from anywhere and more than once. */
export type ByteSource = {
  size: number
  /** From `start` up to, not including, `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>
}

/** A cell's text, or what is wrong with it. */
export type Cell = string | { problem: Reason }
/** A row of a table as a person counts it, from 1. */
export type TableRow = { row: number; cells: Cell[] } | { row: number; problem: Reason }

/**
 * What one row of a file says: only the fields it speaks of, dotted for those within (`warranty.months`). A field
 * that is not here stays as it is stored.
 */
export type Given = Record<string, unknown>
export type FileRow = { row: number; given: Given } | { row: number; problem: Reason }

/** Tells the person something about the whole file. */
export type Note = (note: Reason) => void

/** One entry or product with its id, as it goes into a file. */
export type OutRow = Record<string, unknown>
