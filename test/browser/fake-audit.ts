import type { Audit } from '../../src/http/contracts/people.ts'

const MINUTE = 60_000

export function fakeAudit(now: number): Audit {
  const record = (id: string, minutes: number, more: Partial<Audit['records'][number]>) => ({
    id,
    shopId: 'demo',
    actor: 'u-me',
    actorName: 'Ли Вэй',
    subject: 'warranty-kettle',
    action: 'knowledge.restored',
    before: null,
    after: null,
    at: new Date(now - minutes * MINUTE).toISOString(),
    ...more,
  })
  return {
    records: [
      record('a1', 4, {
        action: 'autonomy.cells',
        subject: 'chat/delivery',
        before: { isOn: false, note: 'черновики' },
        after: { isOn: true, note: 'сами' },
      }),
      record('a2', 30, { before: { version: 3 }, after: { version: 4, answerRu: 'Гарантия 12 месяцев.' } }),
      record('a3', 90, { action: 'user.create', subject: 'olga', shopId: null, after: { role: 'agent' } }),
    ],
    nextCursor: null,
  }
}
