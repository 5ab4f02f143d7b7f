import { placesOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'

const PATTERNS = [
  /\{(?!\s*(?:at|dot|с[оа]бак\p{L}|с[оа]бачк\p{L}|точка|тчк)\s*\})\{?[^{}\n]{0,60}\}?\}/u,
  /\$\{[^}\n]*\}?/u,
  // «[at]», «[.]» are parts of a disguised address.
  /\[(?!\s*(?:at|dot|собака|точка|\.)\s*\])[^\]\n]{1,60}\]/iu,
  /<\/?[\p{L}…_.][^<>\n]{0,60}>/u,
  // Sizes like XXXL end in a letter and pass.
  /(?<![\p{L}\p{N}])[XХxх]{3,}(?![\p{L}\p{N}])/u,
  // «ХХ,Х кг», «XX.XX.XXXX»; a year in Roman numerals has no comma.
  /(?<![\p{L}\p{N}])[XХxх]{1,4}(?:[.,:][XХxх]{1,4})+(?![\p{L}\p{N}])/u,
  /(?<![\p{L}\p{N}])ДД\.ММ(?:\.ГГ(?:ГГ)?)?|(?<![\p{L}\p{N}])(?:DD|dd)[./-](?:MM|mm)/u,
  /_{3,}/u,
  /(?<![\p{L}\p{N}])(?:undefined|null|NaN|TODO|TBD|lorem ipsum)(?![\p{L}\p{N}])/u,
  /%[sd](?![\p{L}\p{N}])/u,
  /(?<![\p{L}\p{N}])(?:имя|фио|название|номер|дата|сумма)_\p{L}+/iu,
  /\((?:указать|вставить|подставить|уточнить и вписать)[^()\n]{0,40}\)/iu,
  /%\p{L}[\p{L}_]{2,30}%/u,
]

/** Nothing left to fill in, no mark-up and no source marks like `[1]`. */
export const placeholders: Rule = {
  id: 'placeholders',
  quote: {
    en: 'A reply is finished: no gaps, template marks or markup are left in it.',
    zh: '回复必须完整：不能留有空白、模板标记或代码标签。',
    ru: 'Ответ закончен: в нём нет пропусков, меток шаблона и разметки.',
  },
  source: OWN,
  kept: { en: 'Nothing left to fill in.', zh: '没有占位符。', ru: 'Незаполненных мест нет.' },
  reasons: {
    gap: {
      en: 'A place that was left to be filled in.',
      zh: '有未填写的占位符。',
      ru: 'В тексте осталось незаполненное место.',
    },
  },
  find: ({ plain }) => placesOf(plain, PATTERNS).map((span) => ({ ...span, status: 'block', reason: 'gap' })),
}
