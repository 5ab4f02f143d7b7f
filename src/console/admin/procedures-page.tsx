import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcedureList } from '../../http/contracts/procedures.ts'
import { proceduresQuery } from '../api/procedures.ts'
import { shopsQuery } from '../api/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { Page } from './page.tsx'
import { ProcedureEditor } from './procedure-editor.tsx'

type Item = ProcedureList['procedures'][number]

/** How the shop handles each kind of case: what an answer needs, what may be promised, and by whom. */
export function ProceduresPage() {
  const { t } = useTranslation()
  const shops = useQuery(shopsQuery)
  const [chosen, setChosen] = useState<string>()
  const [open, setOpen] = useState<Item['category']>()
  const shopId = chosen ?? shops.data?.[0]?.id
  const list = useQuery({ ...proceduresQuery(shopId ?? ''), enabled: shopId !== undefined })
  const problem = useProblemText(shops.error ?? list.error)
  const opened = list.data?.find(({ category }) => category === open)
  return (
    <Page
      title={t('procedures.title')}
      lead={t('procedures.lead')}
      action={
        shops.data && shops.data.length > 1 ? (
          <NativeSelect
            aria-label={t('knowledge.shop')}
            value={shopId}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={shops.data.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : undefined
      }
    >
      {(shops.isPending || (list.isPending && shopId !== undefined)) && <Skeleton height={320} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {shops.data?.length === 0 && <p className={css.empty}>{t('shops.empty')}</p>}
      {list.data && (
        <ul className={css.entries}>
          {list.data.map((item) => (
            <li key={item.category}>
              <ProcedureLine item={item} onOpen={() => setOpen(item.category)} />
            </li>
          ))}
        </ul>
      )}
      {shopId !== undefined && (
        <ProcedureEditor shopId={shopId} procedure={opened} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  )
}

function ProcedureLine({ item, onOpen }: { item: Item; onOpen: () => void }) {
  const { t } = useTranslation()
  const { tag, language } = useLanguage()
  const { category, content, version, isShipped, changed } = item
  const facts = content.required
    .filter(({ decides }) => decides)
    .map(({ fact }) => t(`procedures.facts.${fact}`))
  return (
    <button type="button" className={css.entry} onClick={onOpen}>
      <strong>{t(`categories.${category}`)}</strong>
      <span className={css.entryMarks}>
        <span>{isShipped ? t('procedures.shipped') : t('knowledge.version', { version })}</span>
        {content.remedies.map(({ remedy, approver }) => (
          <span key={remedy} data-tone={approver === 'agent' ? undefined : 'warn'}>
            {t(`procedures.remedies.${remedy}`)} · {t(`roles.${approver}`)}
          </span>
        ))}
      </span>
      {facts.length > 0 && (
        <span className={css.entryFacts}>
          {t('procedures.needs', { facts: facts.join(language === 'zh' ? '、' : ', ') })}
        </span>
      )}
      {changed && (
        <span className={css.entryFacts}>
          {changed.changedByName} · {moscowDayTime(changed.changedAt, tag)}
        </span>
      )}
    </button>
  )
}
