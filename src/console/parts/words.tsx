import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../domain/category.ts'
import { categoriesQuery } from '../api/categories.ts'
import { useLanguage } from '../i18n/i18n.ts'

/** As the shop calls it; the shipped name until that is known, and where the shop has none. */
export function useCategoryName(shopId: string): (category: Category) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { data } = useQuery(categoriesQuery(shopId))
  return (category) =>
    data?.find((one) => one.category === category)?.names[language] || t(`categories.${category}`)
}

export function CategoryName({ shopId, category }: { shopId: string; category: Category }) {
  return useCategoryName(shopId)(category)
}

type Bilingual = { ru: string; zh?: string | undefined }

/** Chinese for a Chinese interface where there is one; otherwise the Russian original. */
export function useInOwnWords() {
  const { language } = useLanguage()
  return ({ ru, zh }: Bilingual) => (language === 'zh' && zh ? zh : ru)
}

const CHANNELS = ['ozon-chat', 'ozon-review', 'ozon-question'] as const

/** A channel that has a name here; one that is newer than this page is shown as a chat. */
export const channelOf = (channel: string): (typeof CHANNELS)[number] =>
  CHANNELS.find((known) => known === channel) ?? 'ozon-chat'
