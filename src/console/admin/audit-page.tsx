import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditFileAddress, auditQuery } from '../api/audit.ts'
import { peopleQuery } from '../api/people.ts'
import { shopsQuery } from '../api/shops.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { AuditRow } from './audit-row.tsx'
import { Page } from './page.tsx'
import { ShopChoice } from './shop-choice.tsx'
import { TableFrame } from './table-frame.tsx'

/** Who changed what, newest first; nothing of it can be changed or taken away. */
export function AuditPage() {
  const { t } = useTranslation()
  const [actor, setActor] = useState('')
  const [shopId, setShopId] = useState('')
  const [subject, setSubject] = useState('')
  const { data: people } = useQuery(peopleQuery)
  const { data: shops } = useQuery(shopsQuery)
  const filter = {
    actor: actor || undefined,
    shopId: shopId || undefined,
    subject: useDeferredValue(subject.trim()) || undefined,
  }
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(auditQuery(filter))
  const problem = useProblemText(error)
  const records = data?.pages.flatMap((page) => page.records)
  const nameOfShop = (id: string | null) => shops?.find((shop) => shop.id === id)?.name ?? id ?? '—'
  return (
    <Page
      title={t('audit.title')}
      lead={t('audit.lead')}
      action={
        <Button
          component="a"
          href={auditFileAddress(filter)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('audit.file')}
        </Button>
      }
    >
      <div className={css.searchLine}>
        <TextInput
          label={t('audit.subject')}
          placeholder={t('audit.subjectHint')}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('audit.who')}
          value={actor}
          onChange={(event) => setActor(event.currentTarget.value)}
          data={[
            { value: '', label: t('audit.everybody') },
            ...(people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <ShopChoice isLabelShown value={shopId} onChange={setShopId} />
      </div>
      {isPending && <Skeleton height={260} radius="lg" />}
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {records?.length === 0 && <p className={css.empty}>{t('audit.empty')}</p>}
      {records && records.length > 0 && (
        <TableFrame
          label={t('audit.title')}
          heads={[t('audit.when'), t('audit.who'), t('audit.what'), t('audit.shop')]}
        >
          {records.map((record) => (
            <AuditRow key={record.id} record={record} shop={nameOfShop(record.shopId)} />
          ))}
        </TableFrame>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </Page>
  )
}
