import { useQuery } from '@tanstack/react-query'
import type { CaseDraft } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { cardQuery } from '../../api/reading.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import type { Reader } from './card-reader.tsx'

/** The model's reading of the waiting draft in the agent's language, as soon as there is one. */
export function useCard(id: CaseId, draft: Pick<CaseDraft, 'id'> | null) {
  const { language } = useLanguage()
  const { data, isPending } = useQuery({
    ...cardQuery(id, draft?.id ?? '', language),
    enabled: draft !== null,
  })
  const reading = data?.reading ?? undefined
  const reader: Reader = reading
    ? { by: 'model', model: reading.model }
    : isPending
      ? { by: 'reading' }
      : { by: 'code', why: data?.why ?? 'model_failed' }
  return { reading, reader }
}
