import { Button } from '@mantine/core'
import { IconZzz } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseConversation } from '../../../http/contracts/case.ts'
import { type CaseId, caseKey } from '../../api/case.ts'
import { wake } from '../../api/desk.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDayTime } from '../../parts/time.ts'
import css from './case.module.css'

/** A case that was put off says so, and can be brought back. */
export function SnoozedNote({ id, conversation }: { id: CaseId; conversation: CaseConversation }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const client = useQueryClient()
  const waking = useMutation({
    mutationFn: () => wake(id),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
  })
  const { snoozedUntil, snoozedBy } = conversation
  if (!snoozedUntil) return null
  return (
    <div className={css.notice} data-tone="plain" role="status">
      <IconZzz size={18} aria-hidden />
      <div>{t('snooze.until', { time: moscowDayTime(snoozedUntil, tag), name: snoozedBy?.name ?? '' })}</div>
      <Button size="compact-sm" variant="default" loading={waking.isPending} onClick={() => waking.mutate()}>
        {t('snooze.wake')}
      </Button>
    </div>
  )
}
