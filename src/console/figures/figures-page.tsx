import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../admin/page.tsx'
import { type FiguresFilter, figuresQuery } from '../api/figures.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import { DraftCards } from './draft-cards.tsx'
import css from './figures.module.css'
import { HoursCard } from './hours-card.tsx'
import { MoneyCards } from './money-cards.tsx'
import { RatingCard } from './rating-card.tsx'
import { SpeedCard } from './speed-card.tsx'
import { Tiles } from './tiles.tsx'

const SPANS = [7, 30, 90] as const
const CHANNELS = ['ozon-chat', 'ozon-review', 'ozon-question'] as const

/** How the shops answer: time, drafts, automatic sending, cost, and the marketplace's own figures beside ours. */
export function FiguresPage() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<FiguresFilter>({ days: 30 })
  const { data, error, isPending, refetch } = useQuery(figuresQuery(filter))
  const problem = useProblemText(error)
  const change = (part: Partial<FiguresFilter>) => setFilter((before) => ({ ...before, ...part }))
  return (
    <Page
      title={t('figures.title')}
      lead={t('figures.lead')}
      action={
        <div className={css.filters}>
          {data && data.shops.length > 1 && (
            <NativeSelect
              aria-label={t('queue.shop')}
              value={filter.shopId ?? ''}
              data={[
                { value: '', label: t('queue.allShops') },
                ...data.shops.map(({ id: value, name: label }) => ({ value, label })),
              ]}
              onChange={(event) => change({ shopId: event.currentTarget.value || undefined })}
            />
          )}
          <NativeSelect
            aria-label={t('queue.channels')}
            value={filter.channel ?? ''}
            data={[
              { value: '', label: t('figures.allChannels') },
              ...CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) })),
            ]}
            onChange={(event) => change({ channel: event.currentTarget.value || undefined })}
          />
          <NativeSelect
            aria-label={t('autonomy.report.span')}
            value={String(filter.days)}
            data={SPANS.map((count) => ({
              value: String(count),
              label: t('autonomy.report.days', { count }),
            }))}
            onChange={(event) => change({ days: Number(event.currentTarget.value) })}
          />
        </div>
      }
    >
      {problem && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={420} radius="lg" />}
      {data?.isBuilding && <p role="status">{t('figures.building')}</p>}
      {data && (
        <>
          <Tiles figures={data} />
          <SpeedCard figures={data} filter={filter} />
          <RatingCard figures={data} filter={filter} />
          <BreakdownCard figures={data} filter={filter} />
          <DraftCards figures={data} filter={filter} />
          <HoursCard figures={data} filter={filter} />
          <MoneyCards figures={data} filter={filter} />
        </>
      )}
    </Page>
  )
}
