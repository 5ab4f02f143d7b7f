import { Button } from '@mantine/core'
import { IconLink, IconUnlink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OtherConversations as Others } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { useMergeCase } from '../../cases/use-merge-case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { Stars } from '../../parts/stars.tsx'
import { moscowDayTime } from '../../parts/time.ts'
import { channelOf, useInOwnWords } from '../../parts/words.tsx'
import pane from './evidence.module.css'
import css from './others.module.css'

const CHANNELS = ['ozon-chat', 'ozon-review', 'ozon-question'] as const

/** What this buyer wrote to the shop elsewhere; nothing at all where there is nothing. */
export function OtherConversations({ id, others }: { id: CaseId; others: Others }) {
  const { t } = useTranslation()
  const merging = useMergeCase(id)
  const problem = useProblemText(merging.error)
  const alike = others.items.filter((other) => other.isSuggested).length
  const merged = others.items.filter((other) => other.isMerged).length
  const rest = others.total - others.items.length
  if (others.total === 0) return null
  return (
    <section className={pane.section}>
      <h3>{t('evidence.elsewhere.title')}</h3>
      {merged > 0 && <p className={pane.nothing}>{t('cases.merged', { count: merged + 1 })}</p>}
      {alike > 0 && <p className={pane.nothing}>{t('cases.alike', { count: alike })}</p>}
      <ul className={css.list}>
        {others.items.map((other) => (
          <li key={other.conversationId} className={css.item} data-merged={other.isMerged}>
            <Other shopId={id.shopId} other={other} />
            <Act
              other={other}
              isFirst={other === others.items.find(({ isSuggested }) => isSuggested)}
              isBusy={merging.isPending}
              onAct={(act) => merging.mutate({ act, conversationId: other.conversationId })}
            />
          </li>
        ))}
      </ul>
      {problem && <ProblemNote text={problem} />}
      {rest > 0 && <p className={pane.nothing}>{t('evidence.elsewhere.rest', { count: rest })}</p>}
    </section>
  )
}

/** Into this case, or out of it again: possible for every conversation that is known to be of this buyer. */
function Act({
  other: { isMerged, channel, lastBuyerText },
  isFirst,
  isBusy,
  onAct,
}: {
  other: Others['items'][number]
  /** The one that the key takes. */
  isFirst: boolean
  isBusy: boolean
  onAct: (act: 'merge' | 'part') => void
}) {
  const { t } = useTranslation()
  const label = t(isMerged ? 'cases.part' : 'cases.merge')
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      disabled={isBusy}
      leftSection={isMerged ? <IconUnlink size={13} aria-hidden /> : <IconLink size={13} aria-hidden />}
      rightSection={isFirst ? <kbd>B</kbd> : undefined}
      onClick={() => onAct(isMerged ? 'part' : 'merge')}
    >
      {label}
      <span className="sr-only">
        : {t(`channels.${channelOf(channel)}`)} {lastBuyerText}
      </span>
    </Button>
  )
}

function Other({ shopId, other }: { shopId: string; other: Others['items'][number] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const words = useInOwnWords()
  const { conversationId, channel, product, rating, lastMessageAt, link, openPromises, isMerged } = other
  const known = CHANNELS.find((name) => name === channel)
  const marks = [
    t(`evidence.elsewhere.states.${other.status}`),
    ...(isMerged ? [t('cases.partOf')] : []),
    ...(link === 'order' ? [t('evidence.elsewhere.sameOrder')] : []),
  ]
  return (
    <Link
      className={css.other}
      to="/inbox/$shopId/$conversationId"
      params={{ shopId, conversationId }}
      search={(before) => ({ ...before, step: undefined })}
    >
      <span className={css.head}>
        <strong>{known ? t(`channels.${known}`) : channel}</strong>
        {rating !== null && <Stars rating={rating} />}
        {lastMessageAt && <time dateTime={lastMessageAt}>{moscowDayTime(lastMessageAt, tag)}</time>}
      </span>
      {product && (
        <span className={css.product}>{words({ ru: product.name, zh: product.nameZh ?? undefined })}</span>
      )}
      {other.lastBuyerText && (
        <span className={css.words} lang="ru">
          {other.lastBuyerText}
        </span>
      )}
      <span className={css.marks}>
        {marks.join(' · ')}
        {openPromises > 0 && (
          <strong className={css.promises}>
            {t('evidence.elsewhere.promises', { count: openPromises })}
          </strong>
        )}
      </span>
    </Link>
  )
}
