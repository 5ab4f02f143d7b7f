import type { Check } from '../../domain/draft.ts'
import { finding, pass } from './rule.ts'

const RULE = 'placeholders'
const PATTERNS = [
  /\{\{?[^{}\n]{0,60}\}?\}/u,
  /\$\{[^}\n]*\}?/u,
  /\[[^\]\n]{1,60}\]/u,
  /<\/?[\p{L}…_.][^<>\n]{0,60}>/u,
  // Sizes like XXXL end in a letter and pass.
  /(?<![\p{L}\p{N}])[XХxх]{3,}(?![\p{L}\p{N}])/u,
  /_{3,}/u,
  /(?<![\p{L}\p{N}])(?:undefined|null|NaN|TODO|TBD|lorem ipsum)(?![\p{L}\p{N}])/u,
  /%[sd](?![\p{L}\p{N}])/u,
  /(?<![\p{L}\p{N}])(?:имя|фио|название|номер|дата|сумма)_\p{L}+/iu,
]

/** Nothing left to fill in, no mark-up and no source marks like `[1]`. */
export function checkPlaceholders(text: string): Check {
  for (const pattern of PATTERNS) {
    const span = pattern.exec(text)?.[0]
    if (span) {
      return finding(
        RULE,
        'block',
        {
          en: 'A place that was left to be filled in.',
          zh: '有未填写的占位符。',
          ru: 'В тексте осталось незаполненное место.',
        },
        span,
      )
    }
  }
  return pass(RULE, { en: 'Nothing left to fill in.', zh: '没有占位符。', ru: 'Незаполненных мест нет.' })
}
