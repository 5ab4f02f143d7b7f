import { useTranslation } from 'react-i18next'

/** What can go wrong with a model, by its stable code; everything else is shown as it came. */
const KNOWN = [
  'model_key_refused',
  'model_quota_spent',
  'model_busy',
  'model_overloaded',
  'model_server_error',
  'model_timeout',
  'model_unreachable',
  'model_not_found',
  'model_request_refused',
  'model_resting',
  'model_budget_spent',
  'invalid_output',
  'refused',
  'truncated',
  'photos_refused',
  'photos_not_seen',
] as const

/** Turns `code` or `code: words` into words of the interface language. */
export function useModelFailure() {
  const { t } = useTranslation()
  return (reason: string) => {
    const known = KNOWN.find((code) => reason === code || reason.startsWith(`${code}:`))
    return known ? t(`modelFailures.${known}`) : reason
  }
}
