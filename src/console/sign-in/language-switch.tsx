import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '../../http/contracts/common.ts'
import { rememberLanguage, switchLanguage, useLanguage } from '../i18n/i18n.ts'
import { LANGUAGE_NAMES, LANGUAGE_TAGS } from '../i18n/languages.ts'
import css from './sign-in.module.css'

/** `onChoose`: where the choice is kept beyond this browser. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <fieldset className={css.languages}>
      <legend className="sr-only">{t('app.language')}</legend>
      {LANGUAGES.map((option) => (
        <button
          key={option}
          type="button"
          lang={LANGUAGE_TAGS[option]}
          aria-pressed={option === language}
          onClick={() => {
            rememberLanguage(option)
            void switchLanguage(option)
            onChoose?.(option)
          }}
        >
          {LANGUAGE_NAMES[option]}
        </button>
      ))}
    </fieldset>
  )
}
