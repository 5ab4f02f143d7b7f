import { useMutation } from '@tanstack/react-query'
import type { CaseId } from '../api/case.ts'
import { mergeCase, partCase } from '../api/case-desk.ts'
import { useRefreshCase } from './use-refresh-case.ts'

/** Makes another conversation part of this case, or takes one out of it again. */
export function useMergeCase(id: CaseId) {
  const refresh = useRefreshCase(id)
  return useMutation({
    mutationFn: ({ act, conversationId }: { act: 'merge' | 'part'; conversationId: string }) =>
      act === 'merge' ? mergeCase(id, conversationId) : partCase(id, conversationId),
    onSettled: refresh,
  })
}
