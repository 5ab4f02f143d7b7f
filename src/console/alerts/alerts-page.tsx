import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '../admin/page.tsx'
import { alertsQuery } from '../api/alerts.ts'
import { sessionQuery } from '../api/session.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { AlertChoice } from './alert-choice.tsx'
import { AlertTargets } from './alert-targets.tsx'
import { HouseAlerts } from './house-alerts.tsx'

/** Where I am told, of what and when not; for admins also by which mail server and which bot. */
export function AlertsPage() {
  const { t } = useTranslation()
  const alerts = useQuery(alertsQuery)
  const { data: session } = useQuery(sessionQuery)
  const problem = useProblemText(alerts.error)
  return (
    <Page title={t('alerts.title')} lead={t('alerts.lead')}>
      {alerts.isPending && <Skeleton height={140} radius="lg" />}
      {alerts.isError && <ProblemNote text={problem} onRetry={() => void alerts.refetch()} />}
      {alerts.data && (
        <>
          <AlertTargets targets={alerts.data.targets} ready={alerts.data.ready} />
          <AlertChoice
            settings={alerts.data.settings}
            standard={alerts.data.standard}
            kinds={alerts.data.kinds}
          />
        </>
      )}
      {session?.user.role === 'admin' && <HouseAlerts />}
    </Page>
  )
}
