import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chatModelQuery } from '../api/chat-model.ts'
import { knowledgeQuery } from '../api/knowledge.ts'
import { saveLanguage, sessionKey, sessionQuery } from '../api/session.ts'
import { shopsQuery } from '../api/shops.ts'
import { statusQuery } from '../api/status.ts'
import { LanguageSwitch } from '../sign-in/language-switch.tsx'
import { AddShop } from './add-shop.tsx'
import css from './admin.module.css'
import { ModelChoice } from './model-choice.tsx'
import { Page } from './page.tsx'
import { ShopCard } from './shop-card.tsx'

/** The way from a fresh installation to the first reply, one step under the other; each shows whether it is done. */
export function StartPage() {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  const { data: status } = useQuery(statusQuery)
  const { data: shops } = useQuery(shopsQuery)
  const { data: model } = useQuery(chatModelQuery)
  const client = useQueryClient()
  const keepLanguage = useMutation({
    mutationFn: saveLanguage,
    onSuccess: (next) => client.setQueryData(sessionKey, next),
  })
  const [isAdding, setIsAdding] = useState(false)
  const real = shops?.filter(({ isDemo, disabledAt }) => !isDemo && !disabledAt) ?? []
  const [shop] = real
  const knowledge = useInfiniteQuery({
    ...knowledgeQuery({ shopId: shop?.id }),
    enabled: shop !== undefined,
  })
  return (
    <Page title={t('start.title')} lead={t('start.lead')}>
      <Step title={t('start.language')} isDone={session?.user.language != null}>
        <p>{t('start.languageLead')}</p>
        <LanguageSwitch onChoose={(language) => keepLanguage.mutate(language)} />
      </Step>
      {status?.demo && (
        <Step title={t('start.demo')}>
          <p>{t('start.demoLead')}</p>
          <div className={css.cardHead}>
            <Button component={Link} to="/inbox" variant="default" size="sm">
              {t('start.openInbox')}
            </Button>
            {status.sandboxUrl && (
              <Button
                component="a"
                href={status.sandboxUrl}
                target="_blank"
                rel="noreferrer"
                variant="subtle"
                size="sm"
              >
                {t('start.openSandbox')}
              </Button>
            )}
          </div>
        </Step>
      )}
      <Step title={t('start.shop')} isDone={shop !== undefined}>
        <p>{t('start.shopLead')}</p>
        {real.map((one) => (
          <ShopCard key={one.id} shop={one} />
        ))}
        <div>
          <Button variant={shop ? 'default' : 'filled'} size="sm" onClick={() => setIsAdding(true)}>
            {t('shops.add')}
          </Button>
        </div>
        <AddShop opened={isAdding} onClose={() => setIsAdding(false)} />
      </Step>
      <Step title={t('start.knowledge')} isDone={(knowledge.data?.pages[0]?.entries.length ?? 0) > 0}>
        <p>{t('start.knowledgeLead')}</p>
        <div>
          <Button component={Link} to="/knowledge/files" variant="default" size="sm">
            {t('start.openImport')}
          </Button>
        </div>
      </Step>
      <Step title={t('start.model')} isDone={model?.chosen != null}>
        <p>{t('start.modelLead')}</p>
        <ModelChoice />
      </Step>
      <Step title={t('start.people')}>
        <p>{t('start.peopleLead')}</p>
        <div className={css.cardHead}>
          <Button component={Link} to="/people" variant="default" size="sm">
            {t('start.openPeople')}
          </Button>
          <Button component={Link} to="/inbox" variant="subtle" size="sm">
            {t('start.firstDraft')}
          </Button>
        </div>
      </Step>
    </Page>
  )
}

/** `isDone` left out: a step that nothing can prove. */
function Step({ title, isDone, children }: { title: string; isDone?: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section className={css.card} aria-label={title}>
      <div className={css.cardHead}>
        {isDone ? (
          <IconCircleCheck size={20} color="var(--ok)" aria-hidden />
        ) : (
          <IconCircle size={20} color="var(--ink-3)" aria-hidden />
        )}
        <h2>{title}</h2>
        {isDone !== undefined && <span className={css.count}>{t(isDone ? 'start.done' : 'start.open')}</span>}
      </div>
      {children}
    </section>
  )
}
