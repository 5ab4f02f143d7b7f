import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { IconArrowBackUp, IconRocket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PromptView } from '../../http/contracts/prompts.ts'
import { promptReleasesQuery } from '../api/prompts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { keyOfVersion, usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

type Props = { prompt: PromptView; shop: string | undefined; onShop: (shopId: string) => void }

/** Every move of a shop's pointer: who, when, from where to where, and why. */
export function PromptHistory({ prompt, shop, onShop }: Props) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  const shopId = prompt.live.find((one) => one.shopId === shop)?.shopId ?? prompt.live[0]?.shopId ?? ''
  const list = useInfiniteQuery({ ...promptReleasesQuery(shopId, prompt.name), enabled: shopId !== '' })
  const problem = useProblemText(list.error)
  const releases = list.data?.pages.flatMap((page) => page.releases) ?? []
  return (
    <section className={css.card} aria-label={t('prompts.tabs.history')}>
      {prompt.live.length > 1 && (
        <NativeSelect
          label={t('knowledge.shop')}
          value={shopId}
          onChange={(event) => onShop(event.currentTarget.value)}
          data={prompt.live.map((one) => ({ value: one.shopId, label: one.shopName }))}
        />
      )}
      {list.isPending && shopId !== '' && <Skeleton height={120} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && releases.length === 0 && <p className={css.empty}>{t('prompts.neverMoved')}</p>}
      <ol className={own.moves}>
        {releases.map(({ release, kind, from, to, by, reason, at, isTested }) => (
          <li key={release}>
            {kind === 'publish' ? (
              <IconRocket size={17} aria-hidden />
            ) : (
              <IconArrowBackUp size={17} aria-hidden />
            )}
            <div>
              <strong>
                {t(kind === 'publish' ? 'prompts.published' : 'prompts.rolledBack')}:{' '}
                {keyWords(keyOfVersion(from))} → {keyWords(keyOfVersion(to))}
              </strong>
              {reason && <p>{reason}</p>}
              <small>
                {by.name} · {moscowDayTime(at, tag)}
                {!isTested && ` · ${t('prompts.untested')}`}
              </small>
            </div>
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button size="compact-sm" variant="subtle" onClick={() => void list.fetchNextPage()}>
          {t('knowledge.more')}
        </Button>
      )}
    </section>
  )
}
