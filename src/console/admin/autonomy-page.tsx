import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { autonomyQuery, stopQuery } from '../api/autonomy.ts'
import { sessionQuery } from '../api/session.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { AutonomyGrid } from './autonomy-grid.tsx'
import { AutonomyReport } from './autonomy-report.tsx'
import { Page } from './page.tsx'
import { PolicyForm } from './policy-form.tsx'
import { StopSwitch } from './stop-switch.tsx'

export function AutonomyPage() {
  const { t } = useTranslation()
  const switches = useQuery(stopQuery)
  const { data: session } = useQuery(sessionQuery)
  const seesAll = session?.user.shopIds === null
  const [chosen, setChosen] = useState<string>()
  const shops = switches.data?.shops ?? []
  const shopId = chosen ?? shops[0]?.shopId
  const problem = useProblemText(switches.error)
  return (
    <Page
      title={t('autonomy.title')}
      lead={t('autonomy.lead')}
      action={
        shops.length > 1 && (
          <NativeSelect
            aria-label={t('queue.shop')}
            value={shopId ?? ''}
            data={shops.map(({ shopId: value, name }) => ({ value, label: name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )
      }
    >
      {problem && <ProblemNote text={problem} onRetry={() => void switches.refetch()} />}
      {seesAll && <StopSwitch shopId={null} />}
      {switches.data && shops.length === 0 && <p className={css.empty}>{t('queue.noShops')}</p>}
      {(shops.length > 1 || !seesAll) && shopId && <StopSwitch key={shopId} shopId={shopId} />}
      {shopId && <ShopPart key={`part ${shopId}`} shopId={shopId} />}
    </Page>
  )
}

function ShopPart({ shopId }: { shopId: string }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(autonomyQuery(shopId))
  const { data: session } = useQuery(sessionQuery)
  const problem = useProblemText(error)
  const canEdit = session?.user.role === 'admin'
  if (isPending) return <Skeleton height={320} radius="lg" />
  if (!data) return <ProblemNote text={problem} onRetry={() => void refetch()} />
  return (
    <>
      {!canEdit && <p>{t('autonomy.readOnly')}</p>}
      {data.waiting > 0 && <p role="status">{t('autonomy.waiting', { count: data.waiting })}</p>}
      <AutonomyGrid shopId={shopId} data={data} canEdit={canEdit} />
      <PolicyForm key={data.version} shopId={shopId} data={data} canEdit={canEdit} />
      <AutonomyReport shopId={shopId} />
    </>
  )
}
