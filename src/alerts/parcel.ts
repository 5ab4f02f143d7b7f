import { readDigest } from '../topics/read-digest.ts'
import { digestMail } from '../topics/render-digest.ts'
import type { Batch } from './batches.ts'
import type { TellDeps } from './deps.ts'
import type { Recipient } from './recipients.ts'
import { caseUrl, renderAlerts, type Told } from './render-alerts.ts'
import type { Parcel } from './senders.ts'
import { ALERT_WORDS } from './words.ts'

type Input = { recipient: Recipient; shop: { id: string; name: string }; batch: Batch }

/** A batch as it is sent: words for people, facts for programs, the digest as its own mail. */
export async function parcelOf(deps: TellDeps, { recipient, shop, batch }: Input): Promise<Parcel> {
  const { language, timeZone } = recipient.settings
  const [first, ...others] = batch.rows.map(
    ({ alert_id, conversation_id, facts }): Told => ({
      alertId: alert_id,
      conversationId: conversation_id,
      facts,
    }),
  ) as [Told, ...Told[]]
  const told = [first, ...others] as const
  const { publicUrl } = deps
  const { subject, text } = renderAlerts({ shop, told, language, timeZone, publicUrl })
  const event = {
    type: `alert.${batch.kind}`,
    data: {
      shop: { id: shop.id, name: shop.name },
      text,
      alerts: told.map(({ alertId, conversationId, facts: { kind: _, ...facts } }) => ({
        id: alertId,
        conversationId,
        url: publicUrl && conversationId ? caseUrl(publicUrl, shop.id, conversationId) : null,
        ...facts,
      })),
    },
  }
  const parcel = { id: batch.id, at: deps.clock.now(), subject, text, event }
  return first.facts.kind === 'weekly_digest'
    ? { ...parcel, ...(await digestOf(deps, { shopId: shop.id, monday: first.facts.monday, language })) }
    : parcel
}

/** The digest's page without the buyers' own words: an inbox is no place for them. */
async function digestOf(
  { db, clock, publicUrl }: TellDeps,
  {
    shopId,
    monday,
    language,
  }: { shopId: string; monday: string; language: Recipient['settings']['language'] },
): Promise<Pick<Parcel, 'subject' | 'text' | 'html'>> {
  const digest = await readDigest({ db, clock }, { shopId, day: monday, language })
  const sections = digest.sections.map(({ heading, lines }) => ({
    heading,
    lines: lines.map((line) => ({
      ...line,
      quote: null,
      conversationId: publicUrl === undefined ? null : line.conversationId,
    })),
  }))
  return digestMail({ subject: digest.subject, sections }, (id) => caseUrl(publicUrl ?? '', shopId, id))
}

/** What a test says: nothing of any shop. */
export function testParcel({
  id,
  at,
  language,
}: {
  id: string
  at: Date
  language: keyof typeof ALERT_WORDS
}): Parcel {
  const { heading, text } = ALERT_WORDS[language].test
  return {
    id,
    at,
    subject: heading,
    text: `${heading}\n\n${text}`,
    event: { type: 'alert.test', data: { text } },
  }
}
