import type { Classification, Evidence } from '../../domain/draft.ts'
import { chineseDate, moscowClock, moscowDay, russianDate } from '../../domain/moscow-time.ts'
import type { Snapshot } from '../load-snapshot.ts'

type Input = { snapshot: Pick<Snapshot, 'turn' | 'conversation'>; classification: Classification; now: Date }

/**
 * What a person needs to report abuse or fraud to the marketplace: chat, order and the buyer's exact words with their
 * time. For the agent's eyes only; the reply never speaks of it.
 */
export function ozonReport({ snapshot, classification, now }: Input): Evidence[] {
  const { category, riskFlags } = classification
  const isReportable =
    category === 'abuse' ||
    category === 'fraud' ||
    riskFlags.some((flag) => flag === 'abuse' || flag === 'fraud')
  if (!isReportable) return []
  const { conversation, turn } = snapshot
  const { externalId, orderNumber } = conversation
  const today = moscowDay(now)
  const said = turn.map(({ sentAt, text, photos }) => ({
    ru: `${russianDate(moscowDay(sentAt), today)}, ${moscowClock(sentAt)} (МСК): «${text}»${photos > 0 ? ` + фото: ${photos}` : ''}`,
    zh: `${chineseDate(moscowDay(sentAt), today)} ${moscowClock(sentAt)}(莫斯科时间):“${text}”${photos > 0 ? ` + 照片 ${photos} 张` : ''}`,
  }))
  return [
    {
      id: 'u:report',
      kind: 'computed',
      title: 'Для обращения в поддержку Ozon',
      textRu: [
        `Чат ${externalId}${orderNumber ? `, заказ ${orderNumber}` : ''}. Слова покупателя без изменений:`,
        ...said.map(({ ru }) => ru),
        'Покупателю об обращении не пишите.',
      ].join('\n'),
      textZh: [
        `聊天 ${externalId}${orderNumber ? `，订单 ${orderNumber}` : ''}。买家原话：`,
        ...said.map(({ zh }) => zh),
        '请勿向买家提及此次上报。',
      ].join('\n'),
      asOf: now.toISOString(),
    },
  ]
}
