import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../domain/category.ts'
import type { BenchRun } from '../../domain/prompt-bench.ts'
import { diffWords } from '../../domain/text/word-diff.ts'
import {
  BENCH_FILTERS,
  type BenchView,
  type BenchCases as Cases,
} from '../../http/contracts/prompt-benches.ts'
import { benchCasesQuery } from '../api/prompt-benches.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useModelFailure } from '../parts/model-failure.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import own from './bench.module.css'
import { TextChange } from './knowledge-diff.tsx'
import { usePromptWords } from './prompt-words.ts'
import { useRuleWords } from './rule-words.ts'

type Props = BenchView & { shopId: string }

/** Each case with both answers side by side: what the candidate would write instead is marked word by word. */
export function BenchCases({ shopId, bench, summary }: Props) {
  const { t } = useTranslation()
  const [show, setShow] = useState<(typeof BENCH_FILTERS)[number]>(summary.changed > 0 ? 'changed' : 'all')
  const tried = bench.done + bench.failed
  const list = useInfiniteQuery({
    ...benchCasesQuery({ shopId, id: bench.id, show, tried }),
    placeholderData: (was) => was,
  })
  const problem = useProblemText(list.error)
  const cases = list.data?.pages.flatMap((page) => page.cases) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  return (
    <section className={own.cases} aria-label={t('bench.casesTitle')}>
      <div className={css.searchLine}>
        <NativeSelect
          aria-label={t('bench.show')}
          value={show}
          onChange={(event) =>
            setShow(BENCH_FILTERS.find((one) => one === event.currentTarget.value) ?? 'all')
          }
          data={BENCH_FILTERS.map((value) => ({ value, label: t(`bench.filters.${value}`) }))}
        />
        {list.data && <span className={css.count}>{t('bench.cases', { count: total })}</span>}
      </div>
      {list.isPending && <Skeleton height={200} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && total === 0 && <p className={css.empty}>{t('bench.noCases')}</p>}
      {cases.map((one) => (
        <CaseCard key={one.position} shopId={shopId} bench={bench} rules={summary.rules} one={one} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('knowledge.more')}
        </Button>
      )}
    </section>
  )
}

type Rules = BenchView['summary']['rules']
type CardProps = { shopId: string; bench: BenchView['bench']; rules: Rules; one: Cases['cases'][number] }

/** What a prompt writes; a category is said in the language of the interface. */
const LANGUAGE_OF: Record<string, string> = {
  draft: 'ru',
  'rewrite-reply': 'ru',
  'second-reading': 'ru',
  'read-reply': 'zh-CN',
  'translate-message': 'zh-CN',
}

function CaseCard({ shopId, bench, rules, one }: CardProps) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  const failureWords = useModelFailure()
  const category = CATEGORIES.find((known) => known === one.category)
  const [live, candidate] = [one.live[0], one.candidate[0]]
  // A classification is its category; in the words of the interface.
  const said = (text: string) => {
    const category = CATEGORIES.find((known) => bench.prompt === 'classify' && known === text)
    return category ? t(`categories.${category}`) : text
  }
  const lang = LANGUAGE_OF[bench.prompt] ?? tag
  const parts = live && candidate ? diffWords(said(live.text), said(candidate.text)) : []
  return (
    <article className={css.card} aria-label={one.turn.slice(0, 60)}>
      <div className={own.asked}>
        <span className={css.entryFacts}>
          {category ? t(`categories.${category}`) : one.category}
          {' · '}
          <Link to="/inbox/$shopId/$conversationId" params={{ shopId, conversationId: one.conversationId }}>
            {t('bench.open')}
          </Link>
        </span>
        <p lang={bench.prompt === 'rewrite-reply' ? undefined : 'ru'}>{one.turn}</p>
      </div>
      {one.failure !== null && (
        <ProblemNote text={t('bench.caseFailed', { reason: failureWords(one.failure) })} />
      )}
      {live && candidate && (
        <div className={own.sides}>
          <SideText title={keyWords(bench.live)} run={live} runs={one.live} rules={rules}>
            <p lang={lang} className={own.words}>
              {said(live.text)}
            </p>
          </SideText>
          <SideText title={keyWords(bench.candidate)} run={candidate} runs={one.candidate} rules={rules}>
            <div lang={lang}>
              <TextChange parts={parts} />
            </div>
          </SideText>
        </div>
      )}
    </article>
  )
}

type SideProps = { title: string; run: BenchRun; runs: BenchRun[]; rules: Rules; children: React.ReactNode }

function SideText({ title, run, runs, rules, children }: SideProps) {
  const { t } = useTranslation()
  const ruleWords = useRuleWords()
  const wordsOf = (rule: string) => ruleWords(rule, rules.find((one) => one.rule === rule)?.quote)
  const failureWords = useModelFailure()
  const others = runs.filter(({ text }) => text !== run.text).length
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
      <p className={css.entryMarks}>
        {run.kind && <span>{t(`draft.kinds.${run.kind}`)}</span>}
        {run.evidenceClass && <span>{t(`draft.classes.${run.evidenceClass}`)}</span>}
        {run.unusable && <span data-tone="warn">{failureWords(run.unusable)}</span>}
        {run.findings.map(({ rule, status }) => (
          <span key={`${rule}-${status}`} data-tone="warn">
            {t(`checks.${status}`)} {wordsOf(rule)}
          </span>
        ))}
        {others > 0 && <span>{t('bench.otherwise', { count: others })}</span>}
      </p>
    </section>
  )
}
