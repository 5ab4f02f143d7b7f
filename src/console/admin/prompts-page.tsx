import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PromptView } from '../../http/contracts/prompts.ts'
import { promptsQuery } from '../api/prompts.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { Page } from './page.tsx'
import { usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

/** What the model is told, in versions: which one each shop uses. */
export function PromptsPage() {
  const { t } = useTranslation()
  const list = useQuery(promptsQuery)
  const problem = useProblemText(list.error)
  return (
    <Page title={t('prompts.title')} lead={t('prompts.lead')}>
      {list.isPending && <Skeleton height={320} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && list.data.model === null && <NoModel />}
      {list.data && (
        <ul className={css.entries}>
          {list.data.prompts.map((prompt) => (
            <li key={prompt.name}>
              <PromptLine prompt={prompt} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** Said plainly: nothing that is written here changes what the built-in drafter writes. */
export function NoModel() {
  const { t } = useTranslation()
  return (
    <p className={own.note}>
      <IconInfoCircle size={17} aria-hidden />
      <span>{t('prompts.noModel')}</span>
    </p>
  )
}

function PromptLine({ prompt }: { prompt: PromptView }) {
  const { t } = useTranslation()
  const { nameOf, leadOf, keyWords } = usePromptWords()
  const { name, live, shipped, ownVersions } = prompt
  const changed = live.filter(({ key }) => key !== shipped)
  return (
    <Link to="/prompts/$name" params={{ name }} className={`${css.entry} ${own.link}`}>
      <strong>{nameOf(name)}</strong>
      <span className={own.lead}>{leadOf(name)}</span>
      <span className={css.entryMarks}>
        {changed.length < live.length && (
          <span>
            {keyWords(shipped)}
            {changed.length > 0 && ` · ${t('prompts.otherShops', { count: live.length - changed.length })}`}
          </span>
        )}
        {changed.map(({ shopId, shopName, key, problems }) => (
          <span key={shopId} data-tone={problems.length > 0 ? 'warn' : 'machine'}>
            {problems.length > 0 && <IconAlertTriangle size={13} aria-hidden />}
            {keyWords(key)} · {shopName}
            {problems.length > 0 && ` · ${t('prompts.notUsed')}`}
          </span>
        ))}
        {ownVersions > 0 && <small>{t('prompts.ownCount', { count: ownVersions })}</small>}
      </span>
    </Link>
  )
}
