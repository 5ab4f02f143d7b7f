import type { RandomStreams } from './random.ts'

/** Every way the marketplace can misbehave. Faults of sending concern the methods that send unless told otherwise. */
export const FAULT_NAMES = [
  /** Stored and shown to the buyer, but the answer never comes. */
  'timeoutAfterStoring',
  /** Nothing is stored and no answer comes. */
  'timeoutBeforeStoring',
  /** Stored, then the connection breaks. */
  'resetAfterStoring',
  'resetBeforeStoring',
  /** Stored, then a 5xx (`status`, 500 by default). */
  'errorAfterStoring',
  'errorBeforeStoring',
  /** The answer says success and nothing was stored. */
  'dropped',
  /** Stored and shown to the buyer, but history shows it only after `delayMs`. */
  'delayedVisibility',
  /** Kept from the buyer; history shows the reason and the text as two items. */
  'moderated',
  /** A comment or an answer does not pass moderation. */
  'moderationRefused',
  /** A comment or an answer is taken and later simply gone: after `delayMs`, or when moderation ends. */
  'answerVanishes',
  'rateLimited',
  /** The method answers "Circle is open" for `delayMs`. */
  'circleOpen',
  /** The answer comes after `delayMs`. */
  'slow',
  /** History and list answer as of `delayMs` ago. */
  'staleHistory',
  'cursorRefused',
  'pushDuplicated',
  /** The push leaves `delayMs` later. */
  'pushLate',
  /** The push leaves at a random moment within `delayMs`. */
  'pushOutOfOrder',
  'pushLost',
  /** No push leaves at all. */
  'pushSuspended',
] as const

export type FaultName = (typeof FAULT_NAMES)[number]

export type FaultRule = {
  /** 1 by default. */
  probability?: number
  /** After so many hits the rule removes itself. */
  times?: number
  /** API paths; each fault has a sensible default. */
  methods?: string[]
  clientId?: string
  chatId?: string
  delayMs?: number
  status?: number
}

/** `true` = always, a number = probability, 'once' = the next time only, false or null = off. */
export type FaultSetting = FaultRule | number | boolean | 'once' | null

export type FaultTarget = { clientId: string; method?: string; chatId?: string | undefined }

export type Faults = ReturnType<typeof createFaults>

const ANSWERS = ['/v1/review/comment/create', '/v1/question/answer/create']
const SENDS = ['/v1/chat/send/message', '/v1/chat/send/file', ...ANSWERS]
const READS = [
  '/v3/chat/history',
  '/v3/chat/list',
  '/v2/review/list',
  '/v2/review/info',
  '/v1/review/comment/list',
  '/v1/question/list',
  '/v1/question/info',
  '/v1/question/answer/list',
]

const DEFAULT_METHODS: Partial<Record<FaultName, string[]>> = {
  timeoutAfterStoring: SENDS,
  timeoutBeforeStoring: SENDS,
  resetAfterStoring: SENDS,
  resetBeforeStoring: SENDS,
  errorAfterStoring: SENDS,
  errorBeforeStoring: SENDS,
  dropped: SENDS,
  delayedVisibility: SENDS,
  moderated: SENDS,
  moderationRefused: ANSWERS,
  answerVanishes: ANSWERS,
  staleHistory: READS,
  cursorRefused: ['/v3/chat/list', '/v2/review/list', '/v1/question/list'],
}

const DEFAULT_DELAY_MS: Partial<Record<FaultName, number>> = {
  delayedVisibility: 5_000,
  circleOpen: 120_000,
  slow: 3_000,
  staleHistory: 10_000,
  pushLate: 30_000,
  pushOutOfOrder: 5_000,
}

export function createFaults(random: RandomStreams, onChange: () => void = () => {}) {
  const rules = new Map<FaultName, FaultRule>()
  const hits = new Map<FaultName, number>()

  return {
    /** Switches the named faults and leaves the others as they are. */
    set(settings: Partial<Record<FaultName, FaultSetting>>): void {
      for (const name of FAULT_NAMES) {
        const setting = settings[name]
        if (setting === undefined) continue
        const rule = toRule(setting)
        if (rule) rules.set(name, rule)
        else rules.delete(name)
      }
      onChange()
    },
    clear(): void {
      rules.clear()
      onChange()
    },
    current: (): Partial<Record<FaultName, FaultRule>> => Object.fromEntries(rules),
    hits: (): Partial<Record<FaultName, number>> => Object.fromEntries(hits),

    /** Throws the dice; a hit counts against `times`. */
    draw(name: FaultName, target: FaultTarget): { delayMs: number; status: number } | undefined {
      const rule = rules.get(name)
      if (!rule || !concerns(name, rule, target)) return undefined
      if (random(`fault:${name}`) >= (rule.probability ?? 1)) return undefined
      hits.set(name, (hits.get(name) ?? 0) + 1)
      if (rule.times !== undefined) {
        if (rule.times <= 1) rules.delete(name)
        else rules.set(name, { ...rule, times: rule.times - 1 })
      }
      return { delayMs: rule.delayMs ?? DEFAULT_DELAY_MS[name] ?? 0, status: rule.status ?? 500 }
    },
  }
}

function concerns(name: FaultName, rule: FaultRule, target: FaultTarget): boolean {
  if (rule.clientId !== undefined && rule.clientId !== target.clientId) return false
  if (rule.chatId !== undefined && rule.chatId !== target.chatId) return false
  const methods = rule.methods ?? DEFAULT_METHODS[name]
  return methods === undefined || target.method === undefined || methods.includes(target.method)
}

function toRule(setting: FaultSetting): FaultRule | undefined {
  if (setting === null || setting === false || setting === 0) return undefined
  if (setting === true) return {}
  if (setting === 'once') return { times: 1 }
  return typeof setting === 'number' ? { probability: setting } : { ...setting }
}
