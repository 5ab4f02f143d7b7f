import { TOPIC_NAMES } from '../domain/feedback/topics.ts'
import type { Language } from '../http/contracts/common.ts'
import type { AlertFacts, ProductName } from './facts.ts'
import { ALERT_WORDS } from './words.ts'

export type Told = { alertId: string; conversationId: string | null; facts: AlertFacts }

type Input = {
  shop: { id: string; name: string }
  told: readonly [Told, ...Told[]]
  language: Language
  timeZone: string
  /** Base of links into the console; undefined = none are made. */
  publicUrl: string | undefined
}

export type Message = { subject: string; text: string; lines: { text: string; url: string | null }[] }

const MOST_LINES = 10
const TAGS: Record<Language, string> = { ru: 'ru-RU', zh: 'zh-CN', en: 'en-GB' }
const STARS = '★☆☆☆☆'

/** What is told of one kind in one shop: a heading with the count, a line a case, a link to each. */
export function renderAlerts({ shop, told, language, timeZone, publicUrl }: Input): Message {
  const words = ALERT_WORDS[language]
  const cases = oneLineACase(told)
  const lines = cases.slice(0, MOST_LINES).map(({ conversationId, facts }) => ({
    text: lineOf(facts, language, timeZone),
    url: linkOf({ shopId: shop.id, conversationId, kind: facts.kind, publicUrl }),
  }))
  const subject = oneLine(words.heading[told[0].facts.kind](shop.name, cases.length))
  const rest = cases.length - lines.length
  const text = [
    subject,
    '',
    ...lines.flatMap(({ text, url }) => (url ? [`• ${text}`, `  ${url}`] : [`• ${text}`])),
    ...(rest > 0 ? [words.more(rest)] : []),
  ].join('\n')
  return { subject, text, lines }
}

/** A case that is due in several ways, or shows several signs, is one line: its first. */
function oneLineACase(told: readonly Told[]): Told[] {
  const sorted = [...told].sort((a, b) => (orderOf(a.facts) < orderOf(b.facts) ? -1 : 1))
  const seen = new Set<string>()
  return sorted.filter(({ conversationId, alertId }) => {
    const key = conversationId ?? alertId
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const orderOf = (facts: AlertFacts): string => ('dueAt' in facts ? facts.dueAt : '')

function lineOf(facts: AlertFacts, language: Language, timeZone: string): string {
  const words = ALERT_WORDS[language]
  const at = (iso: string) => moment(iso, language, timeZone)
  const day = (iso: string) => dayName(iso, language, timeZone)
  const channel = (name: string) => words.channel[name] ?? name
  switch (facts.kind) {
    case 'nearly_due':
      return joined(
        channel(facts.channel),
        named(facts.product, language),
        words.until(words.due[facts.due], at(facts.dueAt)),
      )
    case 'overdue':
      return joined(
        channel(facts.channel),
        named(facts.product, language),
        words.since(words.due[facts.due], at(facts.dueAt)),
      )
    case 'one_star':
      return joined(
        STARS,
        named(facts.product, language) ?? words.noProduct,
        words.waitingSince(at(facts.since)),
      )
    case 'risk':
      return joined(channel(facts.channel), named(facts.product, language), words.flag[facts.flag])
    case 'channel_stopped': {
      const what =
        facts.what === 'sending' || facts.what === 'access'
          ? words.stopped[facts.what](channel(facts.channel ?? ''))
          : words.stopped[facts.what]
      return facts.since ? `${what} ${words.beganAt(at(facts.since))}` : what
    }
    case 'key_expiring':
      return facts.days <= 0
        ? words.keyEnded(day(facts.expiresAt))
        : words.keyEnds(facts.days, day(facts.expiresAt))
    case 'budget':
      return words.budget[facts.level](
        money(facts.spentMicros, language),
        money(facts.budgetMicros, language),
      )
    case 'burst':
      return joined(
        named(facts.product, language),
        words.burst(
          TOPIC_NAMES[facts.topic][language],
          facts.count,
          wholeDay(facts.from, language),
          wholeDay(facts.to, language),
        ),
      )
    case 'weekly_digest':
      return wholeDay(facts.monday, language)
  }
}

const joined = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(' · ')

const named = (product: ProductName, language: Language): string | null =>
  product && oneLine(language === 'zh' ? (product.zh ?? product.ru) : product.ru)

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const moment = (iso: string, language: Language, timeZone: string) =>
  new Intl.DateTimeFormat(TAGS[language], {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso))

const dayName = (iso: string, language: Language, timeZone: string) =>
  new Intl.DateTimeFormat(TAGS[language], { timeZone, day: 'numeric', month: 'long' }).format(new Date(iso))

/** A day of the Moscow calendar, as it stands. */
const wholeDay = (day: string, language: Language) => dayName(`${day}T12:00:00Z`, language, 'UTC')

const money = (micros: number, language: Language) =>
  new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: 2 }).format(micros / 1e6)

type Link = {
  shopId: string
  conversationId: string | null
  kind: AlertFacts['kind']
  publicUrl: string | undefined
}

function linkOf({ shopId, conversationId, kind, publicUrl }: Link): string | null {
  if (publicUrl === undefined) return null
  if (conversationId !== null) return caseUrl(publicUrl, shopId, conversationId)
  return kind === 'burst' ? `${publicUrl}/topics` : `${publicUrl}/`
}

export const caseUrl = (publicUrl: string, shopId: string, conversationId: string): string =>
  `${publicUrl}/inbox/${encodeURIComponent(shopId)}/${encodeURIComponent(conversationId)}`
