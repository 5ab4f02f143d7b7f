import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesCanned } from '../../../domain/canned-reply.ts'
import type { SessionUser } from '../../../http/contracts/session.ts'
import { FEWEST_LETTERS, findCasesQuery } from '../../api/inbox.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { PickList } from '../../parts/pick-list.tsx'
import { moscowMoment } from '../../parts/time.ts'
import css from './palette.module.css'
import { usePaletteCommands } from './use-palette-commands.ts'

const SEARCH_AFTER_MS = 200

/** Ctrl+K: type what you want to do, where you want to go, or whom you are looking for. */
export function Palette({
  user,
  onKeys,
  onClose,
}: {
  user: SessionUser
  onKeys: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  // Where the hands were; a command that opens a dialog gives the focus back there, too.
  const [before] = useState(() => document.activeElement)
  const [asked] = useDebouncedValue(query.trim(), SEARCH_AFTER_MS)
  const isSearch = query.trim().length >= FEWEST_LETTERS
  const found = useQuery({
    ...findCasesQuery(asked),
    enabled: isSearch && asked.length >= FEWEST_LETTERS,
    placeholderData: keepPreviousData,
  })
  const cases = isSearch ? (found.data ?? []) : []
  const commands = usePaletteCommands(user, onKeys).filter(({ title, group }) =>
    matchesCanned([title, group], query),
  )
  const close = () => {
    onClose()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  const pick = (id: string) => {
    const command = commands.find((one) => one.id === id)
    const item = cases.find((one) => `${one.shopId}/${one.conversationId}` === id)
    close()
    // After the dialog is gone: what a command opens is alone on the screen.
    setTimeout(() => {
      if (command) command.run()
      else if (item)
        void navigate({ to: '/inbox/$shopId/$conversationId', params: item, search: { status: 'all' } })
    })
  }
  return (
    <PickList
      title={t('palette.title')}
      searchLabel={t('palette.search')}
      listLabel={t('palette.list')}
      query={query}
      onQuery={setQuery}
      empty={t(found.isFetching || asked !== query.trim() ? 'palette.searching' : 'palette.empty')}
      onPick={pick}
      onClose={close}
      options={[
        ...commands.map(({ id, title, key, group }) => ({
          id,
          title,
          group,
          aside: key && <kbd>{key}</kbd>,
        })),
        ...cases.map((item) => ({
          id: `${item.shopId}/${item.conversationId}`,
          title: item.buyerName ?? t('reply.buyer'),
          group: t('palette.cases'),
          aside: [item.shopName, item.lastBuyerAt && moscowMoment(item.lastBuyerAt, Date.now(), tag)]
            .filter(Boolean)
            .join(' · '),
          body: item.lastBuyerText && (
            <span className={css.said} lang="ru">
              {item.lastBuyerText}
            </span>
          ),
        })),
      ]}
    />
  )
}
