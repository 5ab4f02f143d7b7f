import { Badge, Button, Select, Skeleton, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CANNED_VARIABLES, cannedPieces, matchesCanned } from '../../domain/canned-reply.ts'
import type { CannedReply } from '../../http/contracts/canned.ts'
import { cannedQuery } from '../api/canned.ts'
import { sessionQuery } from '../api/session.ts'
import { shopsQuery } from '../api/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { CannedForm } from '../inbox/case/canned-form.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDay } from '../parts/time.ts'
import css from './canned-page.module.css'
import { Page } from './page.tsx'

/** All canned replies one may use, to be found, written and changed outside a case. */
export function CannedPage() {
  const { t } = useTranslation()
  const canned = useQuery(cannedQuery)
  const { data: shops = [] } = useQuery(shopsQuery)
  const { data: session } = useQuery(sessionQuery)
  const [query, setQuery] = useState('')
  const [shopId, setShopId] = useState<string | null>(null)
  const [form, setForm] = useState<CannedReply | 'new'>()
  const problem = useProblemText(canned.error)
  const mayShare = session?.user.role === 'lead' || session?.user.role === 'admin'
  const found = canned.data
    ?.filter((reply) => !shopId || reply.shopId === null || reply.shopId === shopId)
    .filter(({ title, meaning, textRu }) => matchesCanned([title, meaning, textRu], query))
  return (
    <Page
      title={t('canned.title')}
      lead={t('canned.lead')}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setForm('new')}>
          {t('canned.add')}
        </Button>
      }
    >
      <search className={css.search}>
        <TextInput
          aria-label={t('canned.search')}
          placeholder={t('canned.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {shops.length > 1 && (
          <Select
            aria-label={t('canned.shop')}
            placeholder={t('queue.allShops')}
            clearable
            data={shops.map(({ id, name }) => ({ value: id, label: name }))}
            value={shopId}
            onChange={setShopId}
          />
        )}
      </search>
      <p className={css.legend}>
        {t('canned.legend')}{' '}
        {CANNED_VARIABLES.map((name) => (
          <span key={name}>
            <code>{`{${name}}`}</code> {t(`canned.variables.${name}`)}
          </span>
        ))}
      </p>
      {canned.isPending && <Skeleton height={260} radius="lg" />}
      {canned.error && <ProblemNote text={problem} onRetry={() => void canned.refetch()} />}
      {found?.length === 0 && (
        <p className={css.empty}>{t(canned.data?.length === 0 ? 'canned.none' : 'canned.empty')}</p>
      )}
      <ul className={css.list} aria-label={t('canned.list')}>
        {found?.map((reply) => (
          <Reply
            key={reply.id}
            reply={reply}
            shop={shops.find(({ id }) => id === reply.shopId)?.name}
            onEdit={mayShare || !reply.isShared ? () => setForm(reply) : undefined}
          />
        ))}
      </ul>
      {form && (
        <CannedForm reply={form === 'new' ? undefined : form} text="" onDone={() => setForm(undefined)} />
      )}
    </Page>
  )
}

function Reply({
  reply,
  shop,
  onEdit,
}: {
  reply: CannedReply
  shop: string | undefined
  onEdit: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  return (
    <li className={css.reply}>
      <div className={css.head}>
        <h2>{reply.title}</h2>
        <Badge variant="light" color={reply.isShared ? 'petrol' : 'gray'}>
          {t(reply.isShared ? 'canned.everybodys' : 'canned.own')}
        </Badge>
        {shop && (
          <Badge variant="light" color="gray">
            {shop}
          </Badge>
        )}
        {onEdit && (
          <Button
            ml="auto"
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={15} aria-hidden />}
            aria-label={t('canned.editOne', { title: reply.title })}
            onClick={onEdit}
          >
            {t('actions.edit')}
          </Button>
        )}
      </div>
      <p lang="ru">
        {cannedPieces(reply.textRu).map(({ at, text, variable }) =>
          variable ? (
            <mark key={at} lang={tag}>
              {t(`canned.variables.${variable}`)}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
      {reply.meaning && <p className={css.meaning}>{reply.meaning}</p>}
      <p className={css.by}>
        {t('canned.changed', { name: reply.updatedBy, day: moscowDay(reply.updatedAt, tag) })}
      </p>
    </li>
  )
}
