/** After these a full stop ends no sentence, unless a capital letter begins the next word. */
const UNITS = new Set(
  'руб коп шт см мм м км кг г гр л мл мин сек час ч дн мес тыс млн млрд уп экз пар р обл д п др'.split(' '),
)
/** After these a full stop never ends a sentence. */
const ABBREVIATIONS = new Set(
  'т е к н э ул пр пер просп кв стр корп стр рис табл тел им св напр см ср прим арт ок макс мин г-н г-жа'.split(
    ' ',
  ),
)

/** Sentences of a Russian text, trimmed, in order. A line break always ends one. */
export function splitSentences(text: string): string[] {
  return sentencePlaces(text).map(({ sentence }) => sentence)
}

/** The same with the place (UTF-16 units) where each begins. */
export function sentencePlaces(text: string): { sentence: string; at: number }[] {
  const places: { sentence: string; at: number }[] = []
  const add = (from: number, to: number) => {
    const piece = text.slice(from, to)
    const sentence = piece.trim()
    if (/[\p{L}\p{N}]/u.test(sentence))
      places.push({ sentence, at: from + piece.length - piece.trimStart().length })
  }
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    let start = 0
    for (const match of line.matchAll(/[.!?…]+[»")\]]*/g)) {
      const end = match.index + match[0].length
      if (!endsSentence(line, start, match.index, match[0], end)) continue
      add(index + start, index + end)
      start = end
    }
    add(index + start, index + line.length)
  }
  return places
}

function endsSentence(line: string, start: number, at: number, mark: string, end: number): boolean {
  const rest = line.slice(end)
  if (/[!?]/.test(mark)) return /^(?:\s|$|\p{Script=Cyrillic})/u.test(rest)
  if (!/^(?:\s|$)/.test(rest)) return false
  if (mark.length > 1) return true
  const word = /[\p{L}-]+$/u.exec(line.slice(start, at))?.[0] ?? ''
  const next = /^\s+[«"(]?(\S)/.exec(rest)?.[1]
  if (next === undefined) return true
  const isCapital = /\p{Lu}/u.test(next)
  // «1. Откройте приложение»: the number of a list item.
  if (/^\s*\p{N}{1,2}$/u.test(line.slice(start, at))) return false
  // «А. С. Пушкин», but «при 40 °C. Кондиционер», «5 В. Блок»
  if (/^\p{Lu}$/u.test(word)) return isCapital && /[°\p{N}] ?$/u.test(line.slice(start, at - 1))
  if (UNITS.has(word.toLowerCase())) return isCapital
  return !ABBREVIATIONS.has(word.toLowerCase())
}
