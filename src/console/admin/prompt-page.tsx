import { Skeleton, Tabs } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BENCHED_PROMPTS } from '../../domain/prompt-bench.ts'
import { promptsQuery } from '../api/prompts.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { Page } from './page.tsx'
import { PromptBench } from './prompt-bench.tsx'
import { PromptEditor } from './prompt-editor.tsx'
import { PromptHistory } from './prompt-history.tsx'
import { PromptLive } from './prompt-live.tsx'
import { PromptVersions } from './prompt-versions.tsx'
import { usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'
import { NoModel } from './prompts-page.tsx'

export const PROMPT_TABS = ['versions', 'write', 'bench', 'history'] as const
const route = getRouteApi('/desk/prompts/$name')

/** One prompt: what each shop uses, its versions, the editor, the test bench and every move. */
export function PromptPage() {
  const { t } = useTranslation()
  const { name } = route.useParams()
  const { tab = 'versions', version, bench, shop } = route.useSearch()
  const navigate = route.useNavigate()
  const { nameOf, leadOf } = usePromptWords()
  const list = useQuery(promptsQuery)
  const problem = useProblemText(list.error)
  const prompt = list.data?.prompts.find((one) => one.name === name)
  const go = (search: { tab?: string; version?: string; bench?: string; shop?: string }) =>
    void navigate({ search: (was) => ({ ...was, ...search }) as typeof was, replace: true })
  const benched = BENCHED_PROMPTS.find((one) => one === name)
  const tabs = PROMPT_TABS.filter((one) => one !== 'bench' || benched)
  return (
    <Page
      title={nameOf(name)}
      lead={leadOf(name)}
      action={
        <Link to="/prompts" className={own.back}>
          <IconArrowLeft size={15} aria-hidden />
          {t('prompts.all')}
        </Link>
      }
    >
      {list.isPending && <Skeleton height={320} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && !prompt && <p className={css.empty}>{t('errors.notFound')}</p>}
      {list.data && prompt && (
        <>
          {list.data.model === null && <NoModel />}
          <PromptLive prompt={prompt} />
          <Tabs value={tab} onChange={(next) => next && go({ tab: next })} keepMounted={false}>
            <Tabs.List className={own.tabs}>
              {tabs.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`prompts.tabs.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="versions" pt={16}>
              <PromptVersions
                prompt={prompt}
                chosen={version}
                onChoose={(key) => go({ version: key })}
                onWrite={(key) => go({ tab: 'write', version: key })}
                onTry={benched ? (key) => go({ tab: 'bench', version: key }) : undefined}
              />
            </Tabs.Panel>
            <Tabs.Panel value="write" pt={16}>
              <PromptEditor
                prompt={prompt}
                base={version ?? prompt.live[0]?.inUse ?? prompt.shipped}
                onSaved={(key) => go({ tab: 'versions', version: key })}
              />
            </Tabs.Panel>
            <Tabs.Panel value="bench" pt={16}>
              {benched && (
                <PromptBench
                  name={benched}
                  prompt={prompt}
                  hasModel={list.data.model !== null}
                  chosen={{ version, bench, shop }}
                  onChoose={go}
                />
              )}
            </Tabs.Panel>
            <Tabs.Panel value="history" pt={16}>
              <PromptHistory prompt={prompt} shop={shop} onShop={(id) => go({ shop: id })} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Page>
  )
}
