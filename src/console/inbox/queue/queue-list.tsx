import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../../../http/contracts/inbox.ts'
import type { CaseId } from '../../api/case.ts'
import { useNow } from '../../parts/use-now.ts'
import { isSameCase } from '../neighbour.ts'
import css from './queue.module.css'
import { QueueRow } from './queue-row.tsx'

const ROW_HEIGHT = 82
const ROWS_AHEAD = 20

/** Only the rows in sight exist: ten thousand conversations scroll like ten. */
export function QueueList({
  items,
  open,
  me,
  hasMore,
  isLoadingMore,
  onMore,
}: {
  items: InboxItem[]
  open: CaseId | undefined
  me: string | undefined
  hasMore: boolean
  isLoadingMore: boolean
  onMore: () => void
}) {
  const { t } = useTranslation()
  const now = useNow(15_000)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => {
      const item = items[index]
      return item ? `${item.shopId}/${item.conversationId}` : index
    },
  })
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - ROWS_AHEAD) onMore()
  }, [hasMore, isLoadingMore, last, items.length, onMore])
  const at = open ? items.findIndex((item) => isSameCase(item, open)) : -1
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [at, rows])
  return (
    <div className={css.scroller} ref={scroller}>
      <ul className={css.list} aria-label={t('queue.list')} style={{ height: rows.getTotalSize() }}>
        {visible.map((row) => {
          const item = items[row.index]
          if (!item) return null
          return (
            <li
              key={row.key}
              className={css.slot}
              style={{ transform: `translateY(${row.start}px)`, height: ROW_HEIGHT }}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
            >
              <QueueRow
                item={item}
                now={now}
                isOpen={row.index === at}
                isMine={item.claimedBy?.id === me}
                me={me}
              />
            </li>
          )
        })}
      </ul>
      {isLoadingMore && <p className={css.quietLine}>{t('queue.loadingMore')}</p>}
    </div>
  )
}
