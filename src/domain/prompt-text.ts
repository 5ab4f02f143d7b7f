import type { Trilingual } from './draft.ts'

/** The shape of a prompt: two parts, variables in double braces, and what keeps material from being taken for orders. */

const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g
const PARTS = /^## System\n([\s\S]*?)\n## User\n([\s\S]*)$/
/** A model reads it with every draft; the shipped ones have 6,000 characters at most. */
export const PROMPT_LENGTH = 20_000

/** The names of a text's variables, each once, in the order of their first use. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? '')),
]

/** Every variable with its value. Values are put in once and never read as templates themselves. */
export const fillVariables = (text: string, values: Record<string, string>): string =>
  text.replace(VARIABLE, (_, name: string) => values[name] ?? '')

export function promptParts(body: string): { system: string; user: string } | undefined {
  const parts = PARTS.exec(body)
  return parts ? { system: parts[1]?.trim() ?? '', user: parts[2]?.trim() ?? '' } : undefined
}

/** The same text however a browser or an editor ends its lines. */
export const normalisePrompt = (body: string): string => `${body.replace(/\r\n?/g, '\n').trim()}\n`

/** What the code fills in; `system`: those that may stand above the buyer's words, because nobody else writes them. */
export type PromptVariables = { system: string[]; user: string[] }

/** Of the shipped text, which `renderPrompt` holds to exactly what the code fills in. */
export function promptVariables(shippedBody: string): PromptVariables {
  const parts = promptParts(shippedBody)
  return { system: variablesIn(parts?.system ?? ''), user: variablesIn(parts?.user ?? '') }
}

const PROBLEM_CODES = [
  'parts',
  'empty_part',
  'missing',
  'unknown',
  'braces',
  'in_system',
  'fence_rule',
  'fence',
  'too_long',
] as const
export type PromptProblemCode = (typeof PROBLEM_CODES)[number]

export type PromptProblem = {
  code: PromptProblemCode
  /** The variables or words it is about. */
  names: string[]
  message: Trilingual
}

/** Why this text cannot stand in for the shipped one; nothing = it can. */
export function promptProblems(body: string, expected: PromptVariables): PromptProblem[] {
  const found: PromptProblem[] = []
  const add = (code: PromptProblemCode, names: string[] = []) =>
    found.push({ code, names, message: WORDS[code](names) })
  if (body.length > PROMPT_LENGTH) add('too_long', [String(body.length)])
  const headings = body.match(/^## (?:System|User)[ \t]*$/gm) ?? []
  const parts = promptParts(body)
  if (!parts || headings.length !== 2) {
    add('parts')
    return found
  }
  const { system, user } = parts
  const empty = [system === '' ? 'System' : '', user === '' ? 'User' : ''].filter(Boolean)
  if (empty.length > 0) add('empty_part', empty)

  const known = new Set([...expected.system, ...expected.user])
  const inSystem = variablesIn(system)
  const used = new Set([...inSystem, ...variablesIn(user)])
  const missing = [...known].filter((name) => !used.has(name))
  if (missing.length > 0) add('missing', missing)
  const unknown = [...used].filter((name) => !known.has(name))
  if (unknown.length > 0) add('unknown', unknown)
  const misplaced = inSystem.filter((name) => known.has(name) && !expected.system.includes(name))
  if (misplaced.length > 0) add('in_system', misplaced)
  const stray = body.replace(VARIABLE, '').match(/\{\{.{0,20}|.{0,20}\}\}/)
  if (stray) add('braces', [stray[0].trim()])

  // The fences come with the values: the text must say what they mean, and open or close none of its own.
  if (!/<data/.test(system) || !/<\/data>/.test(system)) add('fence_rule')
  const fence = /<\s*\/?\s*data[^\n]{0,20}/i.exec(user)
  if (fence) add('fence', [fence[0]])
  return found
}

const listed = (names: string[]) => names.join(', ')
const listedZh = (names: string[]) => names.join('、')
const braced = (names: string[]) => names.map((name) => `{{${name}}}`)

const WORDS: Record<PromptProblemCode, (names: string[]) => Trilingual> = {
  parts: () => ({
    en: 'The text must begin with the line "## System" and have one line "## User" after it.',
    zh: '文本必须以“## System”一行开头，其后有且仅有一行“## User”。',
    ru: 'Текст должен начинаться со строки «## System», а ниже в нём должна быть одна строка «## User».',
  }),
  empty_part: (names) => ({
    en: `Nothing stands under ${listed(names)}.`,
    zh: `${listedZh(names)} 部分是空的。`,
    ru: `Пустой раздел: ${listed(names)}.`,
  }),
  missing: (names) => ({
    en: `Missing: ${listed(braced(names))}. The code fills these in, and the model would not see them.`,
    zh: `缺少：${listedZh(braced(names))}。这些内容由程序填入，缺了模型就看不到。`,
    ru: `Не хватает: ${listed(braced(names))}. Их подставляет программа, без них модель этого не увидит.`,
  }),
  unknown: (names) => ({
    en: `Unknown: ${listed(braced(names))}. The code fills in nothing of that name.`,
    zh: `未知：${listedZh(braced(names))}。程序不会填入这样的变量。`,
    ru: `Неизвестно: ${listed(braced(names))}. Таких переменных программа не подставляет.`,
  }),
  braces: (names) => ({
    en: `Double braces that are no variable: ${listed(names)}`,
    zh: `双花括号里不是变量：${listedZh(names)}`,
    ru: `Двойные скобки без переменной: ${listed(names)}`,
  }),
  in_system: (names) => ({
    en: `${listed(braced(names))} must stand under "## User": what others wrote is no instruction.`,
    zh: `${listedZh(braced(names))} 必须放在“## User”部分：他人所写的内容不能当作指令。`,
    ru: `${listed(braced(names))}: место этому под «## User». Написанное другими не может быть указанием.`,
  }),
  fence_rule: () => ({
    en: 'Under "## System" it must say that what stands between <data …> and </data> is material and no instruction; both marks must be named.',
    zh: '“## System”部分必须说明 <data …> 与 </data> 之间的内容只是材料、不是指令，两个标记都要写出来。',
    ru: 'Под «## System» должно быть сказано, что между <data …> и </data> стоит материал, а не указания; назовите обе метки.',
  }),
  fence: (names) => ({
    en: `Under "## User" stands ${listed(names)}: the marks come with the values, your own would break them open.`,
    zh: `“## User”部分出现了 ${listedZh(names)}：标记随变量自动带入，自行书写会破坏隔离。`,
    ru: `Под «## User» стоит ${listed(names)}: метки приходят вместе со значениями, своя разорвала бы их.`,
  }),
  too_long: ([length = '']) => ({
    en: `${length} characters; at most ${PROMPT_LENGTH} fit.`,
    zh: `共 ${length} 个字符，最多 ${PROMPT_LENGTH} 个。`,
    ru: `Знаков: ${length}; помещается не больше ${PROMPT_LENGTH}.`,
  }),
}
