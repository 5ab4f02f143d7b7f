import { useQueryClient } from '@tanstack/react-query'
import { alertsQuery } from '../api/alerts.ts'

/** Reads anew what is set, for oneself and for the house. */
export function useRefreshAlerts() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: alertsQuery.queryKey })
}
