import type { Clause } from '../../../domain/text/clauses.ts'
import { isVerb } from '../../../knowledge/findings/concepts.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { ASIDE, type Saying } from '../saying.ts'

/** A clause with the things it names, and which of them it denies. */
type Part = {
  clause: Clause
  /** Names and nouns; verbs are chosen too freely. */
  things: string[]
  all: string[]
  denied: ReadonlySet<string>
  isDenied: boolean
  /** Denies that the thing is there at all: «Isofix нет», «не содержит ретинола». */
  deniesPresence: boolean
  /** Said no to by name: «но не для пола». */
  direct: string[]
  /** What it does without: «без крышки». */
  lacks: string[]
  isSupposed: boolean
}

const DENIES =
  /^(?:не|нет|нету|ни|нельзя|невозмож\p{L}+|запрещ\p{L}+|недопустим\p{L}+|отсутству\p{L}+|никогда|исключен\p{L}*|недоступ\p{L}+|несовместим\p{L}*|отказ\p{L}*|противопоказан\p{L}*|избега\p{L}+|объезжа\p{L}+|береч\p{L}*|воздерж\p{L}+|испорт\p{L}+|повред\p{L}+|поцарап\p{L}+|разруш\p{L}+)$/u
const PREPOSITION = /^(?:для|в|во|на|с|со|к|под|от|из|по)$/u
/** They deny the next thing only. */
const WITHOUT = /^(?:без|кроме|вместо|сняв|убрав|вынув)$/u
const ABSENT =
  /(?<!\p{L})(?:нет|нету|отсутству\p{L}+|без|не (?:содерж\p{L}+|вход\p{L}+|име\p{L}+|предусмотрен\p{L}*|поддержива\p{L}+|предоставля\p{L}+|оказыва\p{L}+|прилага\p{L}+|оснащ\p{L}+|установлен\p{L}*))(?!\p{L})/iu
/** «не более», «не только», «не позднее» deny nothing. */
const EMPTY =
  /^(?:только|поздн\p{L}+|бол(?:ее|ьше)|мен(?:ее|ьше)|выше|ниже|раньше|позже|дольше|дальше|просто|чаще|реже|обязательн\p{L}*|нужн\p{L}*|надо|требу\p{L}+|понадоб\p{L}+|придется)$/u
const SUPPOSES = /^\s*(?:а |но |и )?(?:если|когда|при|пока|чтобы|после|до|в случае|хотя)(?!\p{L})/iu

/**
 * A thing that the evidence only ever denies, told by the sentence without a denial: «крепится системой Isofix» where
 * «Isofix нет» stands. Whatever the verb: who adds «ремни тоже можно снять» uses another one.
 */
export function deniedThings({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const own = [...meaningsOf(about)]
  const known = cited.flatMap((source) => partsOf(source.saying).map((part) => ({ source, part })))
  const isOwn = (thing: string) => own.some((other) => areAlike(other, thing))
  const parts = partsOf(sentence)
  return parts.flatMap((said): RuleFinding[] => {
    if (said.isDenied || said.isSupposed || isLeftToBuyer(sentence, said)) return []
    for (const thing of said.things) {
      if (said.denied.has(thing)) continue
      const naming = known.filter(({ part }) => part.all.some((other) => areAlike(other, thing)))
      if (isOwn(thing) && !naming.some(({ part }) => part.lacks.some((other) => areAlike(other, thing))))
        continue
      if (cited.some(({ saying }) => isSubject(saying, thing)) || isReason(said, naming, known)) continue
      if (naming.length === 0 || naming.some(({ part }) => !denies(part, thing))) continue
      const denial = naming.find(
        ({ part, source }) =>
          !tellsWhen(source.saying, part) &&
          (part.deniesPresence ||
            part.direct.some((other) => areAlike(other, thing)) ||
            sharesThings(said, part, isOwn) >= least(part, isOwn)),
      )
      if (denial && !parts.some((part) => part.isDenied && shares(part, denial.part, isOwn) > 0))
        return [findingOf(said, denial)]
    }
    return []
  })
}

/** «Windows ставят самостоятельно» says in other words that the shop does not. */
const isLeftToBuyer = ({ text }: Saying, { clause: { start, end } }: Part) =>
  /(?<!\p{L})(?:самостоятельно|сами|самим|самому|отдельно|своими силами)(?!\p{L})/iu.test(
    text.slice(start, end),
  ) && !/(?<!\p{L})(?:забрать|забер\p{L}+|самовывоз\p{L}*)/iu.test(text.slice(start, end))

/** «Что в комплекте?»: what is asked about is there. */
const isSubject = ({ title }: Saying, thing: string) =>
  /(?<!\p{L})(?:что|как\p{L}*|сколько|где|когда|почему|зачем|кто)(?!\p{L})/iu.test(title) &&
  // «бумагу» asks for no «фотобумага».
  [...meaningsOf(title)].some((other) => areAlike(other, thing) && other[0] === thing[0])

type Known = { source: Source; part: Part }
/** «щётки не используйте: останутся царапины» carries «от щётки будут царапины». */
function isReason(said: Part, naming: readonly Known[], known: readonly Known[]): boolean {
  return naming.some(({ source, part }) =>
    known.some(
      (other) =>
        other.source === source &&
        other.part.clause.sentence === part.clause.sentence &&
        other.part.clause.start >= part.clause.end &&
        /[:—–]/u.test(source.saying.text.slice(part.clause.end, other.part.clause.start)) &&
        !other.part.isDenied &&
        !other.part.clause.words.some(({ word }) => IMPERATIVE.test(word)) &&
        other.part.all.some((one) => said.all.some((two) => areAlike(one, two))),
    ),
  )
}

/** «обмена нет: оформите возврат» gives no reason. */
const IMPERATIVE = /(?:ите|йте|ьте)(?:сь)?$/u

const denies = (part: Part, thing: string) => [...part.denied].some((other) => areAlike(other, thing))

/** «В воскресенье не работаем»: days and hours are held against each other by rules of their own. */
const tellsWhen = ({ facts }: Saying, { clause }: Part) =>
  clause.words.some(({ word }) => WEEKDAY.test(word)) ||
  facts.some(({ kind, start, end }) => TIMES.has(kind) && start < clause.end && clause.start < end)
const TIMES = new Set(['weekdays', 'hours', 'date'])
const WEEKDAY = /^(?:понедельник|вторник|сред[аыуе]$|четверг|пятниц|суббот|воскресен|будн|выходн)/u

/** A denial of two things is met by one of them; its verb is chosen too freely to be asked for. */
const least = ({ things, clause }: Part, isOwn: (thing: string) => boolean) =>
  Math.min(
    clause.words.some(({ word }, i) => word === 'не' && OURS.test(clause.words[i + 1]?.word ?? '')) ? 1 : 2,
    new Set(things.filter((one) => !isOwn(one))).size,
  )
/** «печать логотипа не делаем»: a service that there is none of. */
const OURS = /^\p{L}{3,}(?:ем|им)$/u
const sharesThings = (said: Part, known: Part, isOwn: (thing: string) => boolean) =>
  known.things.filter((one) => !isOwn(one) && said.all.some((other) => areAlike(one, other))).length

function shares(said: Part, known: Part, isOwn: (thing: string) => boolean): number {
  return said.all.filter((one) => !isOwn(one) && known.all.some((other) => areAlike(one, other))).length
}

function findingOf({ clause: { start, end } }: Part, { source, part }: { source: Source; part: Part }) {
  const instead = source.saying.text.slice(part.clause.start, part.clause.end).trim().slice(0, 160)
  return { kind: 'polarity' as const, start, end, instead, evidenceId: source.id }
}

function partsOf(saying: Saying): Part[] {
  return withContinued(
    joined(saying).map((clause) => partOf(saying, clause)),
    saying,
  )
}

/** «не покрывает следы воды и падений, а также расходники: фильтры и насадки»: the list goes on denying. */
function withContinued(parts: Part[], { text }: Saying): Part[] {
  const out: Part[] = []
  let isList = false
  for (const part of parts) {
    const last = out.at(-1)
    const goesOn: boolean = isList
      ? /^\s*[,:]\s*$/u.test(text.slice(last?.clause.end, part.clause.start))
      : FURTHER.test(text.slice(part.clause.start, part.clause.end))
    isList =
      goesOn &&
      last?.isDenied === true &&
      last.clause.sentence === part.clause.sentence &&
      !part.isDenied &&
      !part.clause.words.some(({ word }) => isVerb(word) || PREDICATE.test(word) || SAYS.test(word))
    out.push(isList ? { ...part, isDenied: true, denied: new Set(part.all) } : part)
  }
  return out
}
const FURTHER = /^\s*(?:а также|также|и|или|ни|равно как)(?!\p{L})/iu
const SAYS = /^(?:есть|только|можно|нужн\p{L}+|это|да|до|от|\p{N}+)$/u

function partOf(saying: Saying, clause: Clause): Part {
  const text = saying.text.slice(clause.start, clause.end)
  const { words } = clause
  const names = namesIn(saying, clause)
  const all = [...names, ...meaningsOf(text)]
  const isDenied = words.some(({ word }, i) => DENIES.test(word) && !EMPTY.test(words[i + 1]?.word ?? ''))
  const lacking = words.flatMap((_, i) =>
    [words[i - 1], words[i - 2]].some((before) => before && WITHOUT.test(before.word))
      ? [...meaningsOf(words[i]?.word ?? '')]
      : [],
  )
  return {
    clause,
    all,
    things: [
      ...names,
      ...words.flatMap(({ word }) =>
        isVerb(word) && !NO_VERB.test(word) ? conceptsOf(word) : [...meaningsOf(word)],
      ),
    ],
    denied: new Set(isDenied ? all : lacking),
    direct: words.flatMap((_, i) =>
      words[i - 2]?.word === 'не' && PREPOSITION.test(words[i - 1]?.word ?? '')
        ? [...meaningsOf(words[i]?.word ?? '')]
        : [],
    ),
    lacks: lacking,
    isDenied,
    deniesPresence: ABSENT.test(text),
    isSupposed: SUPPOSES.test(text),
  }
}

/** A verb that has a name of its own: «обменяем» is of the exchange that is denied. */
const conceptsOf = (word: string): string[] => [...meaningsOf(word)].filter((one) => NAMED.has(one))
const NAMED = new Set(['exchange', 'repair', 'assembly', 'delivery', 'installment', 'pickup'])

/** Accusatives with the ending of a first person: «стеклянную», «кожу». */
const NO_VERB =
  /(?:ую|юю)$|^(?:кож|пряж|крыш|груш|чаш|каш|ниш|тушь|дач|задач|свеч|роз|ваз|баз|вод|стен|рам|труб|шин|кофемашин|машин|бумаг|краск|ткан)у$/u

const namesIn = ({ names }: Saying, { start, end }: Clause): string[] =>
  names.filter((name) => name.start < end && start < name.end).flatMap(({ parts }) => parts)

/**
 * «Автоотключение: нет» is one: a clause that only answers belongs to the one before it, and what is said aside divides
 * nothing. «не содержит ретинола и разрешён» are two, «таймера нет: уходя, выключайте» as well.
 */
function joined({ clauses, text }: Saying): Clause[] {
  const out: Clause[] = []
  let isOpen = false
  for (const clause of clauses) {
    const last = out.at(-1)
    const isAside = ASIDE.test(text.slice(clause.start, clause.end))
    const isTail = clause.words.length === 1 && !(last && saysNoFirst(text, last, clause))
    if (last?.sentence === clause.sentence && (isAside || isOpen || isTail))
      out[out.length - 1] = { ...last, end: clause.end, words: [...last.words, ...clause.words] }
    else out.push(clause)
    isOpen = isAside
  }
  return out.flatMap(cutAfterDenial)
}

/** What follows «… нет:» is another matter. */
const saysNoFirst = (text: string, before: Clause, { start }: Clause) =>
  DENIES.test(before.words.at(-1)?.word ?? '') && /^\s*:\s*$/u.test(text.slice(before.end, start))

const PREDICATE = /(?:ен|ена|ено|ены|ан|ана|ано|аны|но|можно|нужно)$/u
function cutAfterDenial(clause: Clause): Clause[] {
  const { words } = clause
  const at = words.findIndex(
    ({ word }, i) => word === 'и' && words.slice(0, i).some((one) => one.word === 'не'),
  )
  const rest = words.slice(at + 1)
  const isOther = rest.slice(0, 3).some(({ word }) => isVerb(word) || PREDICATE.test(word))
  const first = rest[0]
  if (at < 0 || !first || !isOther || rest.some(({ word }) => word === 'нельзя')) return [clause]
  return [
    { ...clause, end: words[at]?.start ?? clause.end, words: words.slice(0, at) },
    { ...clause, start: first.start, words: rest },
  ]
}
