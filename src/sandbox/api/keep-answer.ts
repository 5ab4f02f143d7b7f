import { type Answer, addAnswer, answersAt, type Question, type Review } from '../feedback/feedback.ts'
import { randomUuid } from '../random.ts'
import type { Call } from './method.ts'

const REFUSALS = [
  'Текст содержит контактные данные или ссылку',
  'Ответ не относится к товару',
  'Текст нарушает правила общения на площадке',
]

type Kept = { id: string; isKept: boolean }

/** Takes an answer for moderation. The faults decide now what will become of it. */
export function keepAnswer(
  { world, shop, path, send }: Call,
  feedback: Review | Question,
  { text, parentId }: { text: string; parentId?: string | undefined },
): Kept {
  const target = { clientId: shop.clientId, method: path, chatId: feedback.id }
  if (world.faults.draw('dropped', target)) {
    if (send) Object.assign(send, { outcome: 'dropped', fault: 'dropped' })
    return { id: randomUuid(world.random, 'answer-id'), isKept: false }
  }
  const delayed = world.faults.draw('delayedVisibility', target)
  const refused = world.faults.draw('moderationRefused', target)
  const vanishes = world.faults.draw('answerVanishes', target)
  const answer = addAnswer(world, feedback, {
    text,
    parentId,
    authorName: shop.name,
    delayMs: delayed?.delayMs,
    ...verdictOf(world, feedback, text, refused !== undefined),
    goneAfterMs: vanishes && (vanishes.delayMs || world.limits.moderationMs + (delayed?.delayMs ?? 0)),
  })
  if (send) {
    send.outcome = 'stored'
    send.messageId = answer.id
    const fault = refused ? 'moderationRefused' : vanishes ? 'answerVanishes' : undefined
    if (fault) send.fault = fault
  }
  return { id: answer.id, isKept: true }
}

function verdictOf(
  world: Call['world'],
  feedback: Review | Question,
  text: string,
  isRefused: boolean,
): Pick<Answer, 'verdict' | 'reason'> {
  if (isRefused) {
    const reason = REFUSALS[Math.floor(world.random('refusal') * REFUSALS.length)] ?? ''
    return { verdict: 'refuse', reason }
  }
  const twin = answersAt(feedback, world.now()).some(
    (other) => other.fromSeller && other.verdict === 'publish' && other.text === text,
  )
  return twin ? { verdict: 'duplicate', reason: '' } : { verdict: 'publish', reason: '' }
}
