import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PromiseTask } from '../../http/contracts/promises.ts'
import { PromiseActs } from './promise-acts.tsx'
import { PromiseDue } from './promise-due.tsx'
import css from './promises.module.css'

/** What this buyer was promised and still waits for. `onFollowUp`: a follow-up can be written now. */
export function CasePromises({
  promises,
  onFollowUp,
}: {
  promises: PromiseTask[]
  onFollowUp: ((promise: PromiseTask) => void) | undefined
}) {
  const { t } = useTranslation()
  const open = promises.filter(({ status }) => status === 'open')
  if (open.length === 0) return null
  return (
    <ul className={css.list} aria-label={t('promises.title')}>
      {open.map((promise) => (
        <li key={promise.id} className={css.item} data-overdue={promise.isOverdue}>
          <p>
            <strong>{t('promises.promised')}</strong> <span lang="ru">{promise.what}</span>
          </p>
          <div className={css.line}>
            <PromiseDue promise={promise} />
            {promise.owner && <span className={css.meta}>{promise.owner.name}</span>}
            {promise.hasFollowUp ? (
              <span className={css.meta}>{t('promises.followedUp')}</span>
            ) : (
              onFollowUp &&
              promise.isOverdue && (
                <Button size="compact-sm" variant="light" onClick={() => onFollowUp(promise)}>
                  {t('promises.followUp')}
                </Button>
              )
            )}
            <PromiseActs promise={promise} />
          </div>
        </li>
      ))}
    </ul>
  )
}
