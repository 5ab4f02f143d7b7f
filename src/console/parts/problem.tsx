import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import css from './problem.module.css'

/** Refusals with words of their own; everything else says what its kind says. */
const KNOWN = [
  'entry_moved',
  'product_changed',
  'compatibility_twice',
  'entry_is_live',
  'nothing_to_fill',
  'no_model',
  'model_answer_unusable',
  'model_budget_spent',
  'not_machine_filled',
  'personal_data',
  'question_known',
  'reply_not_visible',
  'procedure_moved',
  'category_moved',
  'views_full',
  'snooze_too_late',
  'snooze_too_soon',
  'leaves_by_itself',
  'person_not_found',
  'nothing_waits',
  'canned_moved',
  'unknown_variable',
  'sharing_needs_lead',
  'canned_full',
  'prompt_moved',
  'prompt_known',
  'prompt_unfit',
  'prompt_untested',
  'nothing_to_roll_back',
  'bench_running',
  'bench_ended',
  'no_cases',
  'all_shops_needed',
  'copy_only',
  'sending_is_open',
  'shop_unknown',
  'webhook_address',
  'webhook_private',
  'target_taken',
  'too_many_targets',
  'mail_password_missing',
  'bot_token_missing',
  'alerts_not_set_up',
] as const

/** What went wrong, in plain words of the interface language. */
export function useProblemText(error: unknown) {
  const { t } = useTranslation()
  if (!(error instanceof ApiError)) return error ? String(error) : ''
  if (error.status === 0) return t('errors.network')
  if (error.code === 'unexpected_answer') return t('errors.answer')
  const known = KNOWN.find((code) => code === error.code)
  if (known) return t(`errors.codes.${known}`)
  if (error.status === 403) return t('errors.forbidden')
  if (error.status === 404) return t('errors.notFound')
  if (error.status >= 500) return t('errors.server', { code: error.code })
  return error.message
}

export function ProblemNote({ text, onRetry }: { text: string; onRetry?: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={css.note} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span>{text}</span>
      {onRetry && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('actions.retry')}
        </Button>
      )}
    </div>
  )
}
