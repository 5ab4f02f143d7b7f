import type { DraftsReport } from './drafts.ts'
import type { Found, HalfReport, ReviewsReport } from './evaluate.ts'

const three = (value: number) => value.toFixed(3)
const span = ({ low, high }: { low: number; high: number }) => `[${three(low)}, ${three(high)}]`

export function reviewsText({ reviews, triage, halves }: ReviewsReport): string {
  return [
    `triage of ${reviews} reviews, stars hidden (area under the ROC curve, 95 % interval)`,
    ...triage.flatMap(({ set, lowest, low }) => [
      `  ${set}`,
      `    1-2 stars against the rest   ${three(lowest.area)} ${span(lowest)}  (${lowest.negatives} : ${lowest.others})`,
      `    1-3 stars against the rest   ${three(low.area)} ${span(low)}  (${low.negatives} : ${low.others})`,
    ]),
    ...halves.flatMap(halfText),
  ].join('\n')
}

function halfText({
  split,
  reviews,
  topics,
  kinds,
  complaint,
  severity,
  byTopic,
  mistakes,
}: HalfReport): string[] {
  const line = (name: string, { precision, recall, f1, interval }: Found) =>
    `  ${name.padEnd(22)} precision ${three(precision)}  recall ${three(recall)}  F1 ${three(f1)} ${span(interval)}`
  return [
    `complaints in ${reviews} labelled reviews, ${split}`,
    line('any complaint', complaint),
    line('kinds', kinds),
    line('topics', topics),
    `  severity               the same ${three(severity.same)}, one step apart at most ${three(severity.withinOne)}`,
    ...byTopic.map(
      ({ topic, hits, extra, missed }) =>
        `    ${topic.padEnd(18)} ${hits} found, ${missed} missed, ${extra} too many`,
    ),
    ...mistakes.map(
      ({ id, missed, extra }) =>
        `    ${id} ${[...missed.map((one) => `-${one}`), ...extra.map((one) => `+${one}`)].join(' ')}`,
    ),
  ]
}

export function draftsText({
  reviews,
  drafted,
  breaches,
  wouldSend,
  wouldSendByStars,
}: DraftsReport): string {
  const stars = Object.entries(wouldSendByStars).map(([star, count]) => `${star}★ ${count}`)
  return [
    `drafts for ${reviews} of them by the built-in composer: ${drafted} made, ${breaches.filter(({ isBlocked }) => isBlocked).length} break a rule of public texts, ${breaches.filter(({ isBlocked }) => !isBlocked).length} more are warned of`,
    ...breaches
      .slice(0, 20)
      .map(({ id, isBlocked, rules }) => `  ${id} ${isBlocked ? 'blocked' : 'warned'}: ${rules.join(', ')}`),
    `  would leave by themselves with everything on: ${wouldSend} (${stars.join(', ') || 'none'})`,
  ].join('\n')
}
