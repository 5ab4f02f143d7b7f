/** A text made from another one, each of its UTF-16 units with the place of the original that it came from. */
export type MappedText = {
  text: string
  /** Where in the original each unit begins and ends; a unit may stand for several characters, or for part of one. */
  starts: readonly number[]
  ends: readonly number[]
}

/** A stretch of a text in UTF-16 units, the end not included. */
export type Span = { from: number; to: number }

/** A text as it stands, mapped onto itself. */
export function asMapped(text: string): MappedText {
  const places = Array.from({ length: text.length }, (_, i) => i)
  return { text, starts: places, ends: places.map((place) => place + 1) }
}

/** The stretch of the original behind `[from, to)` of a mapped text. */
export function spanOf({ starts, ends }: MappedText, from: number, to: number): Span {
  const start = starts[from] ?? 0
  return { from: start, to: Math.max(start, ends[to - 1] ?? start) }
}

/** Puts a mapped text together piece by piece, each from a stretch of a mapped source. */
export function mapFrom(source: MappedText) {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  return {
    /** Adds `piece`, made from `[from, to)` of the source: the letters keep their places when their number is the same. */
    add(piece: string, from: number, to: number): void {
      const isAlike = piece.length === to - from
      for (let i = 0; i < piece.length; i++) {
        const { from: start, to: end } = isAlike
          ? spanOf(source, from + i, from + i + 1)
          : spanOf(source, from, to)
        starts.push(start)
        ends.push(end)
      }
      text += piece
    },
    done: (): MappedText => ({ text, starts, ends }),
  }
}

/** Replaces every match; what stands between keeps its places. */
export function replaceMapped(
  source: MappedText,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
): MappedText {
  const out = mapFrom(source)
  let done = 0
  for (const match of source.text.matchAll(pattern)) {
    out.add(source.text.slice(done, match.index), done, match.index)
    done = match.index + match[0].length
    out.add(replacement(match), match.index, done)
  }
  out.add(source.text.slice(done), done, source.text.length)
  return out.done()
}
