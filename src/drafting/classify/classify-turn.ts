import { CATEGORIES, type Category } from '../../domain/category.ts'
import type { Classification } from '../../domain/draft.ts'
import { LAST_CATEGORY, type OwnCategories } from '../../domain/shop-category.ts'
import { splitAsks } from '../../domain/text/asks.ts'
import { fixKeyboardLayout } from '../../domain/text/keyboard-layout.ts'
import { clean, normalise } from '../../domain/text/normalise.ts'
import { stripPoliteness } from '../../domain/text/politeness.ts'
import { contentStems } from '../../domain/text/tokens.ts'
import { SHOP_TALK } from './cues.ts'
import { detectLanguage } from './language.ts'
import { negativeKind, readTone } from './mood.ts'
import { findRiskFlags, needsPerson } from './risk-flags.ts'
import { scoreCategories } from './score-categories.ts'

/**
 * Reads a turn by likeness to labelled examples and by cue words; no model, no database, the same answer every time.
 * `own` are the examples of the shop and the categories it has switched off.
 */
export function classifyTurn(text: string, own: OwnCategories = NOTHING_OWN): Classification {
  const lines = clean(text.slice(0, LONGEST_TURN)).split('\n').map(fixKeyboardLayout)
  const readable = lines.join('\n')
  const matter = stripPoliteness(readable)
  const language = detectLanguage(readable)
  const riskFlags = findRiskFlags(readable)
  const asks = splitAsks(readable)
  const { category, confidence } = pickCategory({ readable, matter, riskFlags, own })
  const isPleasantry = category === 'thanks' && !readable.includes('?')
  const isNonsense = category === 'off_topic' && !isWorded(matter)
  const needsHuman = needsPerson(riskFlags) || category === 'abuse' || category === 'fraud'
  const read = { words: normalise(readable), text: readable, category, riskFlags }
  return {
    category,
    confidence,
    needsReply: needsHuman || !(isPleasantry || isNonsense),
    needsHuman,
    riskFlags,
    language,
    asks: isPleasantry || isNonsense ? [] : asks,
    tone: readTone(read),
    negative: negativeKind(read),
  }
}

/** A burst of several full messages; what is longer is no question any more. */
const LONGEST_TURN = 5_000

const NOTHING_OWN: OwnCategories = { examples: [], inactive: new Set() }

type Read = {
  readable: string
  matter: string
  riskFlags: Classification['riskFlags']
  own: OwnCategories
}
type Picked = { category: Category; confidence: number }

/** The category of a turn; what the shop has switched off falls to the nearest other one. */
function pickCategory(read: Read): Picked {
  const { readable, matter, riskFlags, own } = read
  const plain = pickPlain(read)
  if (plain) return own.inactive.has(plain.category) ? { category: LAST_CATEGORY, confidence: 0.5 } : plain
  const scores = scoreCategories({ matter, readable, riskFlags, own })
  const ranked = CATEGORIES.filter((category) => !own.inactive.has(category))
    .map((category) => ({ category, score: scores[category] }))
    .sort((a, b) => b.score - a.score)
  const total = ranked.reduce((sum, { score }) => sum + Math.exp(score * SHARPNESS), 0)
  // Thanks without a word of thanks are most often a question in disguise, and a question must not be left unread.
  const words = normalise(readable)
  const isThanked = THANKS.test(words) || ASSENT.test(words)
  const best = ranked.find(({ category }) => category !== 'thanks' || isThanked) ?? {
    category: 'off_topic' as const,
    score: 0,
  }
  if (best.score < UNLIKE_ANYTHING && !SHOP_TALK.test(normalise(readable))) {
    return { category: 'off_topic', confidence: 0.5 }
  }
  return { category: best.category, confidence: Math.exp(best.score * SHARPNESS) / total }
}

/** What is plain without any comparing; undefined for most turns. */
function pickPlain({ readable, matter, riskFlags }: Omit<Read, 'own'>): Picked | undefined {
  if (!/\p{L}/u.test(readable)) {
    const isPraise =
      /[\u{1F44D}\u{1F64F}\u{1F44C}\u{1F525}❤\u{1F970}\u{1F60A}\u{1F339}\u{1F490}\u{1F389}]/u.test(readable)
    return { category: isPraise ? 'thanks' : 'off_topic', confidence: 0.8 }
  }
  if (riskFlags.includes('fraud')) return { category: 'fraud', confidence: 0.8 }
  if (matter === '' || contentStems(matter).length === 0) {
    return { category: matter.includes('?') ? 'off_topic' : 'thanks', confidence: 0.7 }
  }
  return undefined
}

const THANKS =
  /(?<!\p{L})(?:спасиб|спс(?!\p{L})|пасиб|благодар|признател|довол|рекоменд|респект|супер|отличн|огонь|класс|молодц|понрав|нравит|рад[аы]?(?!\p{L})|восторг|обожа|люб[иля]|не расста|лучш|счаст|удач|здоровь|разобрал|заработал|решен|снимается|получил(?:ось|и)|thank)|谢|满意|❤|👍|🙏/u

/** «ок, понял»: the whole of a short message. */
const ASSENT =
  /^[^\p{L}]*(?:(?:ну|да|все|ок|окей|понял[аи]?|понятно|ясно|хорошо|ладно|договорились|принял[аи]?|жду|буду ждать)(?!\p{L})[^\p{L}?]*){1,5}$/u

/** Turns the spread of the scores into a share; fitted on the demo shop's scripted buyers. */
const SHARPNESS = 8
/** Below this likeness nothing known resembles the turn. */
const UNLIKE_ANYTHING = 0.2

/** At least one word that looks like one: has a vowel, is not «ываыва» and not a heap of consonants. */
function isWorded(text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return true
  const words = normalise(text).match(/\p{L}{3,}/gu) ?? []
  return words.some(
    (word) =>
      /[аеиоуыэюяaeiouy]/.test(word) &&
      !/^(.{1,3})\1+$|^(.)\2+$|[бвгджзйклмнпрстфхцчшщ]{5}/.test(word.slice(0, 40)),
  )
}
