import type { Finding, Findings } from '../../src/http/contracts/findings.ts'

const HOUR = 3_600_000

/** One contradiction and one duplicate of the fake shop; what was put aside is remembered by whoever asks. */
export function fakeFindings(now: number, query: URLSearchParams, dismissed: Set<string>): Findings {
  const all = [contradiction(now), duplicate(now)].map((finding) =>
    dismissed.has(finding.id) ? { ...finding, status: 'dismissed' as const } : finding,
  )
  const open = all.filter(({ status }) => status === 'open')
  const kind = query.get('kind')
  return {
    findings: all.filter(
      (finding) => finding.status === (query.get('status') ?? 'open') && (!kind || finding.kind === kind),
    ),
    counts: {
      contradictions: open.filter((finding) => finding.kind === 'contradiction').length,
      duplicates: open.filter((finding) => finding.kind === 'duplicate').length,
      dismissed: dismissed.size,
    },
    waiting: 0,
    nextCursor: null,
  }
}

function contradiction(now: number): Finding {
  const [left, right] = ['На чайник действует гарантия 12 месяцев.', 'Гарантия на чайник 14 месяцев.']
  const span = (text: string, words: string) => ({
    part: 'answer',
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  })
  return {
    ...common(now),
    id: 'f-warranty',
    kind: 'contradiction',
    likeness: null,
    differences: [
      {
        what: 'quantity',
        left: span(left, '12 месяцев'),
        right: { ...span(right, '14 месяцев'), part: 'warranty' },
      },
    ],
    left: {
      kind: 'entry',
      id: 'warranty-kettle',
      title: 'Какая гарантия на чайник?',
      parts: { answer: left },
      zh: { title: '水壶保修多久？', parts: { answer: '水壶保修 12 个月。' } },
    },
    right: {
      kind: 'warranty',
      id: '100200300',
      title: 'Чайник «Искра»',
      parts: { warranty: right },
      zh: { title: '“火花”电水壶', parts: {} },
    },
  }
}

function duplicate(now: number): Finding {
  const answer = 'Чек придёт на почту сразу после оплаты.'
  return {
    ...common(now),
    id: 'f-receipt',
    kind: 'duplicate',
    likeness: 0.94,
    differences: [],
    left: { kind: 'entry', id: 'e2', title: 'Где взять чек?', parts: { answer }, zh: null },
    right: { kind: 'entry', id: 'e3', title: 'Где мой чек?', parts: { answer }, zh: null },
  }
}

const common = (now: number) => ({
  shopId: 'demo',
  status: 'open' as const,
  foundAt: new Date(now - HOUR).toISOString(),
  settledBy: null,
  settledReason: null,
  settledAt: null,
})
