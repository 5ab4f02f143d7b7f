import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CaseId, caseQuery } from '../../api/case.ts'
import { CaseTimeline } from '../../cases/case-timeline.tsx'
import type { Highlight } from '../inbox-page.tsx'
import css from './evidence.module.css'
import { History } from './history.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OtherConversations } from './other-conversations.tsx'
import { ProductFacts } from './product-facts.tsx'
import { Sources } from './sources.tsx'

/** What the draft rests on, and what is known of the product and the order. */
export function EvidencePane({
  id,
  highlight,
  onBack,
}: {
  id: CaseId
  highlight: Highlight | undefined
  onBack: () => void
}) {
  const { t } = useTranslation()
  const { data } = useQuery(caseQuery(id))
  return (
    <aside
      className={css.pane}
      aria-label={t('evidence.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <header className={css.head}>
        <button type="button" className={css.back} aria-label={t('case.backToCase')} onClick={onBack}>
          <IconArrowLeft className={css.arrow} size={20} aria-hidden />
          <IconX className={css.cross} size={20} aria-hidden />
        </button>
        <h2>{t('evidence.title')}</h2>
      </header>
      {data && (
        <>
          <ProductFacts product={data.product} />
          <OrderFacts order={data.order} />
          {data.draft && <Sources draft={data.draft} highlight={highlight} />}
          <OtherConversations id={id} others={data.others} />
          <History decisions={data.decisions} />
          <CaseTimeline id={id} />
        </>
      )}
    </aside>
  )
}
