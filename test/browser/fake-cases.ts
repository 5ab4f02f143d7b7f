import type { Case } from '../../src/http/contracts/case.ts'
import { stageSchema, type TimelineEntry, waitsForSchema } from '../../src/http/contracts/case-desk.ts'
import { FAKE_PEOPLE } from './fake-desk.ts'

type Asked = { rest: string; method: string; body: Record<string, unknown> }

/** What the stand-in makes of a case beside its draft. Undefined = not its matter. */
export function answerFakeCase(
  { conversation, others }: Case,
  { rest, method, body }: Asked,
): object | undefined {
  const state = conversation.case
  const now = new Date().toISOString()
  if (rest === 'timeline') return { entries: fakeTimeline(conversation.conversationId) }
  if (rest === 'merge' || rest === 'part') {
    const isMerged = rest === 'merge'
    const other = others.items.find(({ conversationId }) => conversationId === body.conversationId)
    if (other) Object.assign(other, { isMerged, isSuggested: !isMerged, isUnanswered: isMerged })
    state.merged = isMerged ? { id: 'case-1', size: 2 } : null
  } else if (rest === 'stage') state.stage = stageSchema.nullable().parse(body.stage)
  else if (rest === 'assignee') state.assignedTo = FAKE_PEOPLE.find(({ id }) => id === body.to) ?? null
  else if (rest === 'wait')
    state.waits =
      method === 'PUT'
        ? { waitsFor: waitsForSchema.parse(body.waitsFor), since: now, note: String(body.note) }
        : null
  else if (rest === 'close' || rest === 'reopen') {
    const isClosed = rest === 'close'
    state.outcome = isClosed ? (body.outcome === 'agent' ? 'agent' : 'confirmed') : null
    state.outcomeAt = isClosed ? now : null
    conversation.status = isClosed ? 'answered' : 'open'
  } else return undefined
  return { ok: true }
}

function fakeTimeline(conversationId: string): TimelineEntry[] {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const person = { id: 'u-olga', name: 'Ольга Смирнова' }
  const buyer = { id: 'buyer', name: 'buyer' }
  const rule = { id: 'rule', name: 'rule' }
  const entry = (
    minutes: number,
    kind: TimelineEntry['kind'],
    actor: TimelineEntry['actor'],
    detail: string | null = null,
    words: string | null = null,
  ): TimelineEntry => ({ at: at(minutes), kind, actor, detail, words, channel: null })
  return [
    entry(300, 'received', buyer, null, `Верните деньги, иначе подам в суд (${conversationId})`),
    entry(299, 'stage', rule, 'listen'),
    entry(299, 'drafted', null, 'escalate'),
    entry(120, 'assigned', person, 'Ли Вэй'),
    entry(90, 'waiting', person, 'warehouse', 'Ждём акт о возврате'),
    entry(88, 'stage', person, 'investigate'),
  ]
}
