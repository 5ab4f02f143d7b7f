import { describe, expect, test } from 'vitest'
import { clockLeft, urgencyOf } from '../parts/time.ts'
import { numberEvidence } from './case/number-evidence.ts'
import { whyNotAnswerable, whyNotApprovable } from './case/why-not.ts'
import { neighbour, nextOfCase } from './neighbour.ts'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const HOUR = 3_600_000

type Case = Parameters<typeof whyNotApprovable>[0]

function readCase(part: { conversation?: object; draft?: object | null; replies?: object[] } = {}): Case {
  return {
    conversation: {
      windowUntil: new Date(NOW + HOUR).toISOString(),
      windowRule: 'buyer_48h',
      chatClosed: false,
      claimedBy: null,
      claimedUntil: null,
      ...part.conversation,
    },
    draft: { route: 'review', checks: [], ...part.draft },
    replies: part.replies ?? [],
  } as unknown as Case
}

describe('a draft may be approved by one key', () => {
  test('when nothing speaks against it', () => {
    expect(whyNotApprovable(readCase(), 'me', NOW)).toBeUndefined()
  })
  test('also while the order keeps the window open without an end', () => {
    const conversation = { windowUntil: null, windowRule: 'order_open' }
    expect(whyNotApprovable(readCase({ conversation }), 'me', NOW)).toBeUndefined()
  })
  test.each([
    ['the window has closed', { conversation: { windowUntil: new Date(NOW).toISOString() } }, 'window'],
    ['there is no window', { conversation: { windowUntil: null, windowRule: 'none' } }, 'window'],
    ['the marketplace closed the chat', { conversation: { chatClosed: true } }, 'closed'],
    ['a reply is on its way', { replies: [{ status: 'uncertain' }] }, 'reply'],
    ['a check blocks it', { draft: { checks: [{ status: 'block' }] } }, 'check'],
    ['a warning is not accepted', { draft: { checks: [{ rule: 'remedy', status: 'warn' }] } }, 'warnings'],
    ['policy wants a person', { draft: { route: 'escalate' } }, 'route'],
  ] as const)('but not when %s', (_, part, kind) => {
    expect(whyNotApprovable(readCase(part as never), 'me', NOW)).toMatchObject({ kind })
  })
  test('and again once every warning is accepted as it stands', () => {
    const checks = [{ rule: 'remedy', status: 'warn', span: 'вернём' }] as never[]
    const data = readCase({ draft: { checks } })
    expect(whyNotApprovable(data, 'me', NOW, checks)).toBeUndefined()
    const other = [{ rule: 'remedy', status: 'warn', span: 'заменим' }] as never[]
    expect(whyNotApprovable(data, 'me', NOW, other)).toEqual({ kind: 'warnings', count: 1 })
  })
  test('but not while a colleague has it, and again when their claim has run out', () => {
    const conversation = {
      claimedBy: { id: 'other', name: 'Ольга' },
      claimedUntil: new Date(NOW + 1000).toISOString(),
    }
    const data = readCase({ conversation })
    expect(whyNotAnswerable(data, 'me', NOW)).toEqual({ kind: 'claim', by: 'Ольга' })
    expect(whyNotAnswerable(data, 'other', NOW)).toBeUndefined()
    expect(whyNotAnswerable(data, 'me', NOW + 1000)).toBeUndefined()
  })
})

test('evidence is numbered as the text uses it, what was not used comes last', () => {
  const evidence = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'passage' as const, title: id, textRu: id }))
  const sentence = (...evidenceIds: string[]) => ({ ru: '…', evidenceIds, class: 'documented' as const })
  const numbered = numberEvidence({ evidence, sentences: [sentence('c'), sentence('a', 'c')] })
  expect(numbered.map(({ number, evidence: { id }, isUsed }) => [number, id, isUsed])).toEqual([
    [1, 'c', true],
    [2, 'a', true],
    [3, 'b', false],
    [4, 'd', false],
  ])
})

test('the next case is one that no colleague has open', () => {
  const row = (conversationId: string, owner?: string) => ({
    shopId: 's',
    conversationId,
    claimedBy: owner ? { id: owner, name: owner } : null,
  })
  const rows = [row('1'), row('2', 'other'), row('3', 'me'), row('4')]
  const open = { shopId: 's', conversationId: '1' }
  expect(neighbour(rows, open, 1, 'me')?.conversationId).toBe('3')
  expect(neighbour(rows, open, -1, 'me')).toBeUndefined()
  expect(neighbour(rows, undefined, 1, 'me')?.conversationId).toBe('1')
  expect(neighbour(rows, { shopId: 's', conversationId: '4' }, 1, 'me')).toBeUndefined()
})

test('time left is said in steps and in hours', () => {
  expect([0, 1, 3, 13].map((hours) => urgencyOf(NOW + hours * HOUR, NOW))).toEqual([
    'overdue',
    'soon',
    'today',
    'calm',
  ])
  expect(clockLeft(NOW + 5 * HOUR + 12 * 60_000, NOW)).toBe('5:12')
  expect(clockLeft(NOW - HOUR, NOW)).toBe('0:00')
})

test('after an answer the rest of the same case comes first, and only what waits in it', () => {
  const other = (conversationId: string, isMerged: boolean, isUnanswered: boolean) => ({
    conversationId,
    isMerged,
    isUnanswered,
  })
  const conversation = { shopId: 's' }
  const items = [other('1', true, false), other('2', false, true), other('3', true, true)]
  expect(nextOfCase({ conversation, others: { items } })).toEqual({ shopId: 's', conversationId: '3' })
  expect(nextOfCase({ conversation, others: { items: items.slice(0, 2) } })).toBeUndefined()
})
