import { Button } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asTemplate, buyerFirstName, fillCanned, matchesCanned } from '../../../domain/canned-reply.ts'
import type { CannedReply } from '../../../http/contracts/canned.ts'
import type { Case } from '../../../http/contracts/case.ts'
import { cannedQuery } from '../../api/canned.ts'
import { PickList } from '../../parts/pick-list.tsx'
import css from './canned.module.css'

const CannedForm = lazy(async () => ({ default: (await import('./canned-form.tsx')).CannedForm }))

/** Chooses a canned reply, filled in from the case; here they are written and changed, too. */
export function CannedPicker({
  data,
  text,
  wants = 'russian',
  onInsert,
  onClose,
}: {
  data: Case
  /** What stands in the editor: a new one begins with it. */
  text: string
  /** `own`: what it says in the agent's language, to be put into Russian later; without that the Russian itself. */
  wants?: 'russian' | 'own'
  onInsert: (text: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { data: replies = [], isPending } = useQuery(cannedQuery)
  const [query, setQuery] = useState('')
  const [isChanging, setIsChanging] = useState(false)
  const [form, setForm] = useState<CannedReply | 'new'>()
  const { conversation } = data
  const values = {
    buyer: buyerFirstName(conversation.buyerName),
    order: conversation.orderNumber,
    product: conversation.product?.name ?? null,
    shop: conversation.shopName,
  }
  if (form) {
    const reply = form === 'new' ? undefined : form
    return (
      <Suspense>
        <CannedForm
          reply={reply}
          text={wants === 'own' ? '' : asTemplate(text, values)}
          onDone={() => setForm(undefined)}
        />
      </Suspense>
    )
  }
  const found = replies
    .filter(({ shopId }) => shopId === null || shopId === conversation.shopId)
    .filter(({ title, meaning, textRu }) => matchesCanned([title, meaning, textRu], query))
  const pick = (id: string) => {
    const reply = found.find((one) => one.id === id)
    if (!reply) return
    if (isChanging) setForm(reply)
    else onInsert(fillCanned((wants === 'own' && reply.meaning) || reply.textRu, values).text)
  }
  return (
    <PickList
      title={isChanging ? t('canned.editing') : t('canned.title')}
      searchLabel={t('canned.search')}
      listLabel={t('canned.list')}
      query={query}
      onQuery={setQuery}
      empty={isPending ? '…' : t(replies.length === 0 ? 'canned.none' : 'canned.empty')}
      onPick={pick}
      onClose={onClose}
      options={found.map((reply) => {
        const { text: filled, missing } = fillCanned(reply.textRu, values)
        return {
          id: reply.id,
          title: reply.title,
          aside: reply.isShared ? undefined : t('canned.own'),
          body: (
            <>
              {reply.meaning && <span className={css.meaning}>{reply.meaning}</span>}
              <span className={css.russian} lang="ru">
                {filled}
              </span>
              {missing.length > 0 && (
                <span className={css.missing}>
                  {t('canned.missing', {
                    what: missing.map((name) => t(`canned.variables.${name}`)).join(', '),
                  })}
                </span>
              )}
            </>
          ),
        }
      })}
      footer={
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setForm('new')}
          >
            {t('canned.add')}
          </Button>
          <Button
            size="compact-sm"
            variant={isChanging ? 'light' : 'default'}
            aria-pressed={isChanging}
            leftSection={<IconPencil size={15} aria-hidden />}
            disabled={replies.length === 0}
            onClick={() => setIsChanging(!isChanging)}
          >
            {t('canned.edit')}
          </Button>
        </>
      }
    />
  )
}
