import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './procedures.module.css'

type InThree = { ru: string; zh: string; en: string }
type Props = {
  title: string
  value: InThree
  maxLength: number
  /** The buyer reads the Russian: without it the text says nothing. */
  needsRussian?: boolean
  onChange: (value: InThree) => void
}

const LANGUAGES = [
  ['ru', 'ru'],
  ['zh', 'zh-CN'],
  ['en', 'en'],
] as const

/** One text in the three languages, side by side where there is room. */
export function TextInThree({ title, value, maxLength, needsRussian = false, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <div className={css.three}>
      {LANGUAGES.map(([language, lang]) => (
        <Textarea
          key={language}
          autosize
          minRows={1}
          maxRows={6}
          lang={lang}
          maxLength={maxLength}
          required={needsRussian && language === 'ru'}
          withAsterisk={false}
          aria-label={`${title}: ${t(`procedures.languages.${language}`)}`}
          placeholder={t(`procedures.languages.${language}`)}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
