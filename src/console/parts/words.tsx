import { useTranslation } from 'react-i18next'
import type { Category } from '../../domain/category.ts'
import { useLanguage } from '../i18n/i18n.ts'

export function CategoryName({ category }: { category: Category }) {
  const { t } = useTranslation()
  return t(`categories.${category}`)
}

type Bilingual = { ru: string; zh?: string | undefined }

/** Chinese for a Chinese interface where there is one; otherwise the Russian original. */
export function useInOwnWords() {
  const { language } = useLanguage()
  return ({ ru, zh }: Bilingual) => (language === 'zh' && zh ? zh : ru)
}
