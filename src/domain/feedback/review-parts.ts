/** A review as the channel gives it; Ozon gives one text, others give what pleased and what did not apart. */
export type ReviewText = { text: string; pros?: string | undefined; cons?: string | undefined }

/** A stretch of a review and what it was asked for. */
export type ReviewPart = { field: 'text' | 'pros' | 'cons'; text: string }

/** Headings that forms put before a stretch, at the start of a line. */
const HEADING =
  /(?:^|\n)[^\S\n]*(Достоинства|Плюсы|Недостатки|Минусы|Комментарий)(?!\p{L})[^\S\n]*:?[^\S\n]*/gu

const FIELD_OF: Record<string, ReviewPart['field']> = {
  Достоинства: 'pros',
  Плюсы: 'pros',
  Недостатки: 'cons',
  Минусы: 'cons',
  Комментарий: 'text',
}

/** The stretches of a review in order; one that was left empty is none. */
export function reviewParts({ text, pros = '', cons = '' }: ReviewText): ReviewPart[] {
  const parts: ReviewPart[] = []
  const marks = [...text.matchAll(HEADING)]
  const bounds = [...marks.map(({ index }) => index), text.length]
  parts.push({ field: 'text', text: text.slice(0, bounds[0]) })
  for (const [i, mark] of marks.entries()) {
    const from = mark.index + mark[0].length
    parts.push({ field: FIELD_OF[mark[1] ?? ''] ?? 'text', text: text.slice(from, bounds[i + 1]) })
  }
  parts.push({ field: 'pros', text: pros }, { field: 'cons', text: cons })
  return parts.filter((part) => /[^\s]/u.test(part.text))
}
