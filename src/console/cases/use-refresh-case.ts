import { useQueryClient } from '@tanstack/react-query'
import { caseKey } from '../api/case.ts'

/** The case, its timeline and every list that shows it are read again; the other parts of a merged case, too. */
export function useRefreshCase(id: { shopId: string; conversationId: string }) {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: caseKey(id).slice(0, 2) })
    void client.invalidateQueries({ queryKey: ['timeline', id.shopId] })
    void client.invalidateQueries({ queryKey: ['inbox'] })
  }
}
