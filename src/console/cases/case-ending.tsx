import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseConversation } from '../../http/contracts/case.ts'
import { reopenCase } from '../api/case-desk.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './cases.module.css'
import { useRefreshCase } from './use-refresh-case.ts'

/** How the case ended and the way back, or the way to end it. */
export function CaseEnding({
  conversation,
  onClose,
}: {
  conversation: CaseConversation
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { outcome, outcomeAt, reopened } = conversation.case
  const refresh = useRefreshCase(conversation)
  const reopening = useMutation({ mutationFn: () => reopenCase(conversation), onSettled: refresh })
  const problem = useProblemText(reopening.error)
  return (
    <div className={css.part}>
      {outcome && (
        <p className={css.since}>
          <strong>{t(`cases.outcomes.${outcome}`)}</strong>
          {outcomeAt && `, ${moscowDayTime(outcomeAt, tag)}`}
        </p>
      )}
      {reopened > 0 && <p className={css.hint}>{t('cases.reopened', { count: reopened })}</p>}
      <Group justify="flex-end" mt={outcome ? 8 : 0}>
        {outcome ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={reopening.isPending}
            onClick={() => reopening.mutate()}
          >
            {t('cases.reopen')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" rightSection={<kbd>C</kbd>} onClick={onClose}>
            {t('cases.close')}
          </Button>
        )}
      </Group>
      {problem && <ProblemNote text={problem} />}
    </div>
  )
}
