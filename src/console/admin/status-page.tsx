import { Anchor, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { statusQuery } from '../api/status.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useModelFailure } from '../parts/model-failure.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import css from './admin.module.css'
import { ModelChoice } from './model-choice.tsx'
import { ModelsSection } from './models-section.tsx'
import { Page } from './page.tsx'
import { usePromptWords } from './prompt-words.ts'
import { SpacesSection } from './spaces-section.tsx'
import { StopSwitches } from './stop-switch.tsx'

export function StatusPage() {
  const { t } = useTranslation()
  const { tag, language } = useLanguage()
  const { nameOf, keyWords } = usePromptWords()
  const now = useNow(10_000)
  const { data, error, isPending, refetch } = useQuery(statusQuery)
  const { data: session } = useQuery(sessionQuery)
  const problem = useProblemText(error)
  const failureWords = useModelFailure()
  const since = (at: string | null) => (at ? ago(at, now, tag) : t('shops.never'))
  return (
    <Page title={t('status.title')} lead={t('status.lead')}>
      {isPending && <Skeleton height={220} radius="lg" />}
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data && (
        <>
          <section className={css.card}>
            <dl className={css.pairs}>
              <dt>{t('status.drafter')}</dt>
              <dd>
                {data.drafter.composer === 'model'
                  ? t('status.model', { model: data.drafter.name })
                  : t('status.builtIn')}
              </dd>
              {data.model && (
                <>
                  <dt>{t('status.modelState')}</dt>
                  <dd>
                    <State ok={data.model.ok !== false}>
                      {data.model.error
                        ? failureWords(data.model.error)
                        : t(data.model.ok === null ? 'status.modelUnused' : 'status.ok')}
                    </State>
                  </dd>
                </>
              )}
              <dt>{t('status.embedder')}</dt>
              <dd>
                <State ok={data.embedder.error === null}>
                  {data.embedder.name} · {data.embedder.dimensions}
                </State>
              </dd>
              <dt>{t('status.database')}</dt>
              <dd>
                <State ok={data.database.ok}>
                  {t(data.database.kind === 'embedded' ? 'status.embedded' : 'status.postgres')}
                </State>
              </dd>
              <dt>{t('status.worker')}</dt>
              <dd>
                <State ok={data.worker.running}>
                  {t(data.worker.running ? 'status.running' : 'status.stopped')} ·{' '}
                  {t('status.jobs', { count: data.worker.jobsWaiting })}
                </State>
              </dd>
              <dt>{t('shops.lastPush')}</dt>
              <dd>{since(data.intake.lastPushAt)}</dd>
              <dt>{t('shops.lastPoll')}</dt>
              <dd>{since(data.intake.lastPollAt)}</dd>
              {data.shopWarnings.map(({ shopId, name, keyDays, topics }) => (
                <Fragment key={shopId}>
                  <dt>{name}</dt>
                  <dd>
                    <State ok={false}>
                      {[
                        ...(keyDays === null ? [] : [t('shops.keyEnds', { days: keyDays })]),
                        ...topics
                          .filter((topic) => topic !== 'key' || keyDays === null)
                          .map((topic) => t(`shops.topic.${topic}`)),
                      ].join(' · ')}
                    </State>
                  </dd>
                </Fragment>
              ))}
              {data.promptMisfits.map(({ shopId, shopName, prompt, key, problems }) => (
                <Fragment key={`${shopId}/${prompt}`}>
                  <dt>{t('status.prompt', { name: nameOf(prompt) })}</dt>
                  <dd>
                    <State ok={false}>
                      <span>
                        {t('status.misfit', { shop: shopName, version: keyWords(key) })}{' '}
                        {problems.map((problem) => problem[language]).join(' ')}{' '}
                        {session?.user.role === 'admin' && (
                          <Anchor
                            size="sm"
                            renderRoot={(props) => (
                              <Link to="/prompts/$name" params={{ name: prompt }} {...props} />
                            )}
                          >
                            {t('status.toPrompt')}
                          </Anchor>
                        )}
                      </span>
                    </State>
                  </dd>
                </Fragment>
              ))}
              {data.sandboxUrl && (
                <>
                  <dt>{t('status.sandbox')}</dt>
                  <dd>
                    <Anchor href={data.sandboxUrl} target="_blank" rel="noreferrer" size="sm">
                      {data.sandboxUrl}
                    </Anchor>
                  </dd>
                </>
              )}
              <dt>{t('status.version')}</dt>
              <dd>
                {data.version} · {t('status.startedAt', { ago: since(data.startedAt) })}
              </dd>
            </dl>
          </section>
          {session?.user.role === 'admin' && (
            <section className={css.card} aria-label={t('modelChoice.title')}>
              <h2>{t('modelChoice.title')}</h2>
              <ModelChoice />
            </section>
          )}
          <ModelsSection models={data.models} spending={data.spending} />
          {session?.user.role === 'admin' && <SpacesSection />}
          <StopSwitches />
          <section className={css.card}>
            <h2>{t('status.api')}</h2>
            <p>
              {t('status.apiDetail')}{' '}
              <Anchor href="/api/openapi.json" underline="always">
                {t('status.openApi')}
              </Anchor>
            </p>
            <p>{t('status.licence')}</p>
          </section>
        </>
      )}
    </Page>
  )
}

function State({ ok, children }: { ok: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className={css.state} data-ok={ok}>
      {ok ? <IconCircleCheck size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
      <span className="sr-only">{t(ok ? 'status.ok' : 'status.notOk')}</span>
      <span>{children}</span>
    </span>
  )
}
