import { useQuery } from '@tanstack/react-query'
import type { CaseMessage } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { translationsQuery } from '../../api/reading.ts'
import { useLanguage } from '../../i18n/i18n.ts'

/** The thread in the agent's language, by message; none for those who read Russian. */
export function useTranslations(id: CaseId, messages: CaseMessage[]) {
  const { language } = useLanguage()
  const newest = messages.at(-1)
  const edits = messages.reduce((sum, { versions }) => sum + versions.length, 0)
  const { data } = useQuery({
    ...translationsQuery(id, `${newest?.id}/${messages.length}/${edits}`, language),
    enabled: language !== 'ru' && messages.length > 0,
  })
  return {
    why: data?.why ?? null,
    count: data?.translations.length ?? 0,
    of: (messageId: string) => data?.translations.find((one) => one.messageId === messageId),
  }
}
