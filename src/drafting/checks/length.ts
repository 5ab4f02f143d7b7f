import type { Check } from '../../domain/draft.ts'
import { finding, pass, type TextLimits } from './rule.ts'

const RULE = 'length'

/** Counted in UTF-16 units, the strictest way a marketplace may count. A text must hold a letter or a digit. */
export function checkLength(text: string, { minLength, maxLength }: TextLimits): Check {
  const length = text.trim().length
  if (length < minLength || !/[\p{L}\p{N}]/u.test(text)) {
    return finding(RULE, 'block', {
      en: 'The text is empty.',
      zh: '文本为空。',
      ru: 'Текст пустой.',
    })
  }
  if (length > maxLength) {
    return finding(RULE, 'block', {
      en: `The text has ${length} characters; ${maxLength} are allowed.`,
      zh: `文本有${length}个字符，最多允许${maxLength}个。`,
      ru: `В тексте ${length} знаков, допускается не больше ${maxLength}.`,
    })
  }
  return pass(RULE, {
    en: `${length} of ${maxLength} characters.`,
    zh: `${length}/${maxLength}个字符。`,
    ru: `Знаков: ${length} из ${maxLength}.`,
  })
}
