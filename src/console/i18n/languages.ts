import type { Language } from '../../http/contracts/common.ts'

/** Interface languages; buyers always get Russian. */
export const LANGUAGE_NAMES: Record<Language, string> = { zh: '简体中文', ru: 'Русский', en: 'English' }

/** As HTML and `Intl` want it. */
export const LANGUAGE_TAGS: Record<Language, string> = { zh: 'zh-CN', ru: 'ru', en: 'en' }

/** The first of the browser's languages we speak; English when none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    if (primary === 'zh' || primary === 'ru' || primary === 'en') return primary
  }
  return 'en'
}
