import { useMutation } from '@tanstack/react-query'
import type { CaseConversation } from '../../http/contracts/case.ts'
import { assign } from '../api/case-desk.ts'
import { useRefreshCase } from './use-refresh-case.ts'

/** Makes the case the agent's own, whoever had it before. */
export function useTakeCase(conversation: CaseConversation, me: string | undefined) {
  const refresh = useRefreshCase(conversation)
  const from = conversation.case.assignedTo?.id ?? null
  return useMutation({
    mutationFn: async () => {
      if (me) await assign(conversation, { to: me, from })
    },
    onSettled: refresh,
  })
}
