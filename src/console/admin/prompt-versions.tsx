import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconPencil, IconRocket } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BENCHED_PROMPTS } from '../../domain/prompt-bench.ts'
import type { PromptView, PromptVersion as Version } from '../../http/contracts/prompts.ts'
import { promptBodyQuery, promptVersionsQuery } from '../api/prompts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import knowledge from './knowledge.module.css'
import { PromptDiff } from './prompt-diff.tsx'
import { PromptPublish } from './prompt-publish.tsx'
import { keyOfVersion, usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

type Props = {
  prompt: PromptView
  chosen: string | undefined
  onChoose: (key: string) => void
  onWrite: (key: string) => void
  /** Undefined where there is no test bench. */
  onTry: ((key: string) => void) | undefined
}

/** Every version with its author and reason; the chosen one beside what is live. */
export function PromptVersions({ prompt, chosen, onChoose, onWrite, onTry }: Props) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(promptVersionsQuery(prompt.name))
  const problem = useProblemText(list.error)
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? []
  const shown = versions.find(({ key }) => key === chosen) ?? versions[0]
  return (
    <div className={knowledge.history}>
      {list.isPending && <Skeleton height={200} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && (
        <ol className={knowledge.versions} aria-label={t('prompts.tabs.versions')}>
          {versions.map((version) => (
            <li key={version.key}>
              <VersionLine
                prompt={prompt}
                version={version}
                isChosen={version.key === shown?.key}
                onChoose={() => onChoose(version.key)}
              />
            </li>
          ))}
          {list.hasNextPage && (
            <li>
              <Button size="compact-sm" variant="subtle" onClick={() => void list.fetchNextPage()}>
                {t('knowledge.more')}
              </Button>
            </li>
          )}
        </ol>
      )}
      {shown && (
        <ShownVersion key={shown.key} prompt={prompt} version={shown} onWrite={onWrite} onTry={onTry} />
      )}
    </div>
  )
}

type LineProps = { prompt: PromptView; version: Version; isChosen: boolean; onChoose: () => void }

function VersionLine({ prompt, version, isChosen, onChoose }: LineProps) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  const { key, author, createdAt, reason, problems, testedIn, isShipped } = version
  const liveIn = prompt.live.filter(({ inUse }) => inUse === key)
  return (
    <button type="button" className={knowledge.version} aria-current={isChosen} onClick={onChoose}>
      <strong>
        {keyWords(key)}
        {liveIn.length > 0 && (
          <span className={own.liveMark}>
            {liveIn.length === prompt.live.length
              ? t('prompts.liveEverywhere')
              : t('prompts.liveIn', { count: liveIn.length })}
          </span>
        )}
      </strong>
      {reason && <span className={own.reason}>{reason}</span>}
      <span>
        {author ? author.name : t('prompts.byOtvet')}
        {createdAt && ` · ${moscowDayTime(createdAt, tag)}`}
      </span>
      {problems.length > 0 && (
        <span className={own.bad}>
          <IconAlertTriangle size={13} aria-hidden /> {t('prompts.unfit')}
        </span>
      )}
      {!isShipped && problems.length === 0 && isBenched(prompt.name) && (
        <span>{t(testedIn.length > 0 ? 'prompts.tested' : 'prompts.untested')}</span>
      )}
    </button>
  )
}

const VIEWS = ['diff', 'text'] as const

function ShownVersion({
  prompt,
  version,
  onWrite,
  onTry,
}: { prompt: PromptView; version: Version } & Pick<Props, 'onWrite' | 'onTry'>) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { keyWords } = usePromptWords()
  const [view, setView] = useState<(typeof VIEWS)[number]>('diff')
  const [isPublishing, setIsPublishing] = useState(false)
  const { key, base, problems, isPublishable, isShipped } = version
  // The live version says what would change; of the live one itself it counts what it was made from.
  const live = prompt.live.find(({ inUse }) => inUse !== key)?.inUse
  const other = live ?? (base ? keyOfVersion(base) : prompt.shipped)
  const mine = useQuery(promptBodyQuery(prompt.name, key))
  const theirs = useQuery({ ...promptBodyQuery(prompt.name, other), retry: false })
  const problem = useProblemText(mine.error)
  return (
    <section className={knowledge.changes} aria-label={keyWords(key)}>
      <Group justify="space-between" gap={10}>
        <SegmentedControl
          size="xs"
          aria-label={t('prompts.view')}
          value={view}
          onChange={(next) => setView(VIEWS.find((one) => one === next) ?? 'diff')}
          data={VIEWS.map((value) => ({ value, label: t(`prompts.views.${value}`) }))}
        />
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => onWrite(key)}
          >
            {t('prompts.writeFrom')}
          </Button>
          {onTry && !isShipped && isPublishable && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconFlask size={14} aria-hidden />}
              onClick={() => onTry(key)}
            >
              {t('prompts.try')}
            </Button>
          )}
          {isPublishable && prompt.live.some((one) => one.key !== key) && (
            <Button
              size="compact-sm"
              leftSection={<IconRocket size={14} aria-hidden />}
              onClick={() => setIsPublishing(true)}
            >
              {t('prompts.publish')}
            </Button>
          )}
        </Group>
      </Group>
      {problems.map((one) => (
        <p key={one.code} className={own.bad}>
          <IconAlertTriangle size={14} aria-hidden /> {one.message[language]}
        </p>
      ))}
      {(mine.isPending || (view === 'diff' && theirs.isPending)) && <Skeleton height={240} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void mine.refetch()} />}
      {mine.data && view === 'text' && <pre className={own.text}>{mine.data.body}</pre>}
      {mine.data && view === 'diff' && theirs.isError && (
        <p className={own.hint}>{t('prompts.baseGone', { version: other })}</p>
      )}
      {mine.data && view === 'diff' && theirs.data && (
        <>
          <p className={own.hint}>{t('prompts.against', { version: keyWords(other) })}</p>
          <PromptDiff before={theirs.data.body} after={mine.data.body} />
        </>
      )}
      {isPublishing && (
        <PromptPublish prompt={prompt} version={version} onClose={() => setIsPublishing(false)} />
      )}
    </section>
  )
}

const isBenched = (name: string) => BENCHED_PROMPTS.some((one) => one === name)
