import { useTranslation } from 'react-i18next'

const NAMES = [
  'classify',
  'draft',
  'read-reply',
  'rewrite-reply',
  'second-reading',
  'translate-entry',
  'translate-message',
] as const

/** Prompts and their versions in words of the interface language; what is not known yet by its own name. */
export function usePromptWords() {
  const { t } = useTranslation()
  const known = (name: string) => NAMES.find((one) => one === name)
  return {
    nameOf: (name: string) => {
      const found = known(name)
      return found ? t(`prompts.names.${found}`) : name
    },
    leadOf: (name: string) => {
      const found = known(name)
      return found ? t(`prompts.leads.${found}`) : ''
    },
    /** `own3` → own version 3, `v2` → shipped 2. */
    keyWords: (key: string) => {
      const number = /\d+$/.exec(key)?.[0] ?? ''
      return t(key.startsWith('own') ? 'prompts.own' : 'prompts.shipped', { number })
    },
  }
}

/** `draft/own3@0123abcd` → `own3`. */
export const keyOfVersion = (version: string): string => /\/([a-z]+\d+)@/.exec(version)?.[1] ?? version

export const numberOfKey = (key: string): number | null =>
  key.startsWith('own') ? Number(key.slice('own'.length)) : null
