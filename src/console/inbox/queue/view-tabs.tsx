import { Menu } from '@mantine/core'
import { IconChevronDown, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxCounts, InboxStatus } from '../../../http/contracts/inbox.ts'
import { type SavedView, VIEW_COUNT_MOST, type ViewFilter } from '../../../http/contracts/views.ts'
import type { InboxFilter } from '../../api/inbox.ts'
import { isSameFilter, removeView, viewsQuery } from '../../api/views.ts'
import css from './queue.module.css'
import { RenameView } from './rename-view.tsx'

const LABELS = {
  todo: 'queue.viewTodo',
  mentioned: 'queue.viewMentioned',
  escalated: 'queue.viewEscalated',
  snoozed: 'queue.viewSnoozed',
  quiet: 'queue.viewNoReply',
  done: 'queue.viewDone',
  all: 'queue.viewAll',
} as const satisfies Record<InboxStatus, string>

const IN_MENU = ['snoozed', 'quiet', 'done', 'all'] as const

/** The views people look at all day as tabs, all others and the saved ones in a menu beside them. */
export function ViewTabs({
  filter,
  counts,
  onView,
}: {
  filter: InboxFilter
  counts: InboxCounts | undefined
  onView: (filter: ViewFilter) => void
}) {
  const { t } = useTranslation()
  const { data: views = [], refetch } = useQuery(viewsQuery)
  const [renaming, setRenaming] = useState<SavedView>()
  const saved = views.find((view) => isSameFilter(view.filter, filter))
  const inMenu = IN_MENU.find((status) => status === filter.status)
  const count = (status: InboxStatus) =>
    counts && status !== 'done' && status !== 'all' ? counts[status] : 0
  const isTab = (status: InboxStatus) => !saved && filter.status === status
  const tabs: InboxStatus[] =
    count('mentioned') > 0 || isTab('mentioned') ? ['todo', 'mentioned', 'escalated'] : ['todo', 'escalated']
  const choose = (status: InboxStatus) => onView({ ...filter, status })
  return (
    <fieldset className={css.views}>
      <legend className="sr-only">{t('queue.views')}</legend>
      {tabs.map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={isTab(status)}
          data-calls={status === 'mentioned' || undefined}
          onClick={() => choose(status)}
        >
          {t(LABELS[status])} {count(status) > 0 && <span className="num">{count(status)}</span>}
        </button>
      ))}
      <Menu position="bottom-end" width={260} shadow="md" withinPortal onOpen={() => void refetch()}>
        <Menu.Target>
          <button
            type="button"
            className={css.moreViews}
            data-active={saved !== undefined || inMenu !== undefined}
          >
            <span>{saved?.name ?? (inMenu ? t(LABELS[inMenu]) : t('queue.moreViews'))}</span>
            {!saved && inMenu && count(inMenu) > 0 && <span className="num">{count(inMenu)}</span>}
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {IN_MENU.map((status) => (
            <Menu.Item
              key={status}
              aria-current={isTab(status)}
              rightSection={count(status) > 0 ? <Count value={count(status)} /> : undefined}
              onClick={() => choose(status)}
            >
              {t(LABELS[status])}
            </Menu.Item>
          ))}
          {views.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('queue.savedViews')}</Menu.Label>
            </>
          )}
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              aria-current={view === saved}
              leftSection={
                view.isShared ? (
                  <IconUsers size={15} role="img" aria-label={t('queue.viewShared')} />
                ) : undefined
              }
              rightSection={<Count value={view.count} />}
              onClick={() => onView(view.filter)}
            >
              {view.name}
            </Menu.Item>
          ))}
          {saved?.isMine && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconPencil size={15} aria-hidden />}
                // After the menu has given the focus back.
                onClick={() => setTimeout(() => setRenaming(saved))}
              >
                {t('queue.renameView', { name: saved.name })}
              </Menu.Item>
              <Removal view={saved} onGone={() => onView({ status: 'todo' })} />
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {renaming && <RenameView view={renaming} onClose={() => setRenaming(undefined)} />}
    </fieldset>
  )
}

function Removal({ view, onGone }: { view: SavedView; onGone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeView(view.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: viewsQuery.queryKey })
      onGone()
    },
  })
  return (
    <Menu.Item
      color="red"
      leftSection={<IconTrash size={15} aria-hidden />}
      onClick={() => removing.mutate()}
    >
      {t('queue.removeView', { name: view.name })}
    </Menu.Item>
  )
}

function Count({ value }: { value: number }) {
  return (
    <span className={`num ${css.menuCount}`}>{value >= VIEW_COUNT_MOST ? `${VIEW_COUNT_MOST}+` : value}</span>
  )
}
