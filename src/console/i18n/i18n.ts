import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { type Language, languageSchema } from '../../http/contracts/common.ts'
import { LANGUAGE_TAGS, pickLanguage } from './languages.ts'
import type en from './locales/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
    returnNull: false
  }
}

const STORAGE_KEY = 'otvet.language'

// Only the language in use is loaded.
const loaders: Record<Language, () => Promise<{ default: object }>> = {
  zh: () => import('./locales/zh.json'),
  ru: () => import('./locales/ru.json'),
  en: () => import('./locales/en.json'),
}

export async function startI18n() {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  const remembered = languageSchema.safeParse(localStorage.getItem(STORAGE_KEY))
  await switchLanguage(remembered.success ? remembered.data : pickLanguage(navigator.languages))
}

export async function switchLanguage(language: Language) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await loaders[language]()).default)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = LANGUAGE_TAGS[language]
}

/** A choice made by hand also holds on the sign-in page of this browser. */
export function rememberLanguage(language: Language) {
  localStorage.setItem(STORAGE_KEY, language)
}

/** The interface language and its tag for `Intl`. */
export function useLanguage() {
  const { i18n } = useTranslation()
  const language = languageSchema.catch('en').parse(i18n.language)
  return { language, tag: LANGUAGE_TAGS[language] }
}
