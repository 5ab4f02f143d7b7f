import { IconClockPlay, IconHandStop, IconMessageCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { riskFlagSchema } from '../../../domain/draft.ts'
import { ROUTING_RULES } from '../../../domain/routing-rules.ts'
import { autoSendQuery, stopSend } from '../../api/autonomy.ts'
import { type CaseId, caseKey } from '../../api/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useProblemText } from '../../parts/problem.tsx'
import { moscowTime } from '../../parts/time.ts'
import css from './draft.module.css'

/** Cells nobody has turned on are the usual case: not worth a line. */
const USUAL = new Set(['cell_draft', 'cell_off'])

/** When the draft leaves by itself, with a way to stop it; or why it does not. */
export function AutoSendNote({ id, draftId }: { id: CaseId; draftId: string }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const client = useQueryClient()
  const { data } = useQuery(autoSendQuery(id))
  const reasonText = useReasonText()
  const stop = useMutation({
    mutationFn: () => stopSend(id, draftId),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
  })
  const problem = useProblemText(stop.error)
  if (!data || data.draftId !== draftId) return null
  const acknowledges = data.acknowledgesAt && (
    <p className={css.origin} data-tone="plain">
      <IconMessageCheck size={16} aria-hidden />
      {t('autonomy.case.acknowledges', { time: moscowTime(data.acknowledgesAt, tag) })}
    </p>
  )
  if (data.status === 'none') return acknowledges
  if (data.status === 'waiting' && data.sendAfter) {
    return (
      <p className={css.origin} data-tone="warn" role="status">
        <IconClockPlay size={16} aria-hidden />
        <span>
          <strong>{t('autonomy.case.leavesAt', { time: moscowTime(data.sendAfter, tag) })}</strong>{' '}
          {t('autonomy.case.leavesHint')} {problem}
        </span>
        <button
          type="button"
          className={css.glossButton}
          disabled={stop.isPending}
          onClick={() => stop.mutate()}
        >
          <IconHandStop size={14} aria-hidden />
          {t('autonomy.case.stop')}
        </button>
      </p>
    )
  }
  if (data.status === 'would_send') {
    return (
      <p className={css.origin} data-tone="plain">
        <IconClockPlay size={16} aria-hidden />
        {t('autonomy.case.wouldSend')}
      </p>
    )
  }
  const reasons = data.reasons.map(reasonText)
  const isPolicy = data.settledBy === 'policy'
  if (data.reasons.length === 0 || data.reasons.some((reason) => USUAL.has(reason))) return acknowledges
  return (
    <>
      {acknowledges}
      <details className={css.autoWhy}>
        <summary>
          {data.status === 'stopped'
            ? t('autonomy.case.stopped', { name: isPolicy ? t('autonomy.actor') : data.settledBy })
            : t('autonomy.case.held')}
        </summary>
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** `rule:detail` in the words of the interface. */
function useReasonText() {
  const { t } = useTranslation()
  return (reason: string) => {
    const [name = '', ...rest] = reason.split(':')
    const detail = rest.join(':')
    const rule = ROUTING_RULES.find((known) => known === name)
    if (!rule) {
      if (name === 'stopped_by_person') return t('autonomy.reasons.stopped_by_person')
      return name === 'moved' ? t('autonomy.reasons.moved') : reason
    }
    const said = t(`autonomy.reasons.${rule}`)
    const flag = riskFlagSchema.safeParse(detail)
    if (rule === 'risk_flag' && flag.success) return `${said}: ${t(`risks.${flag.data}`)}`
    return rule === 'stop_word' ? `${said}: «${detail}»` : said
  }
}
