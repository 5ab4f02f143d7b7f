import { Anchor, NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TRANSFER_KINDS } from '../../http/contracts/transfer.ts'
import { shopsQuery } from '../api/shops.ts'
import { importsQuery } from '../api/transfer.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { KnowledgeExport } from './knowledge-export.tsx'
import { ImportRunCard } from './knowledge-import-run.tsx'
import { KnowledgeUpload } from './knowledge-import-upload.tsx'
import { Page } from './page.tsx'

/** Whole files in and out. A run lives on the server: a reload, another window or another admin finds it again. */
export function KnowledgeImportPage() {
  const { t } = useTranslation()
  const shops = useQuery(shopsQuery)
  const runs = useQuery(importsQuery)
  const problem = useProblemText(shops.error ?? runs.error)
  const [chosen, setChosen] = useState<string>()
  const [what, setWhat] = useState<(typeof TRANSFER_KINDS)[number]>('entries')
  const shopId = chosen ?? shops.data?.[0]?.id
  const back = (
    <Anchor renderRoot={(props) => <Link to="/knowledge" {...props} />}>{t('transfer.back')}</Anchor>
  )
  return (
    <Page title={t('transfer.title')} lead={t('transfer.lead')} action={back}>
      {(shops.isPending || runs.isPending) && <Skeleton height={180} radius="lg" />}
      {(shops.isError || runs.isError) && (
        <ProblemNote text={problem} onRetry={() => void Promise.all([shops.refetch(), runs.refetch()])} />
      )}
      {shops.data?.length === 0 && <p className={css.empty}>{t('transfer.noShop')}</p>}
      {shopId && (
        <>
          <div className={css.searchLine}>
            <NativeSelect
              label={t('transfer.shop')}
              value={shopId}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={(shops.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
            <NativeSelect
              label={t('transfer.what')}
              value={what}
              onChange={(event) =>
                setWhat(TRANSFER_KINDS.find((kind) => kind === event.currentTarget.value) ?? 'entries')
              }
              data={TRANSFER_KINDS.map((kind) => ({ value: kind, label: t(`transfer.kinds.${kind}`) }))}
            />
          </div>
          <KnowledgeUpload shopId={shopId} what={what} />
          <KnowledgeExport shopId={shopId} what={what} />
        </>
      )}
      {runs.data && (
        <section aria-label={t('transfer.history')}>
          <h2>{t('transfer.history')}</h2>
          {runs.data.length === 0 && <p className={css.empty}>{t('transfer.noRuns')}</p>}
          <ul className={css.entries}>
            {runs.data.map((run) => (
              <li key={run.id}>
                <ImportRunCard
                  run={run}
                  shopName={shops.data?.find(({ id }) => id === run.shopId)?.name ?? run.shopId}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}
