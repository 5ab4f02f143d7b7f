import { useQueryClient } from '@tanstack/react-query'
import { caseKey } from '../api/case.ts'

/** The case, its timeline and every list that shows it are read again. */
export function useRefreshCase(id: { shopId: string; conversationId: string }) {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: caseKey(id) })
    void client.invalidateQueries({ queryKey: ['timeline', id.shopId, id.conversationId] })
    void client.invalidateQueries({ queryKey: ['inbox'] })
  }
}
