import { Tooltip } from '@mantine/core'
import { IconCommand, IconKeyboard } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../../http/contracts/session.ts'
import { shopsQuery } from '../api/shops.ts'
import { Logo } from '../parts/logo.tsx'
import { AccountMenu } from './account-menu.tsx'
import { isFor, PAGES } from './pages.ts'
import css from './shell.module.css'

export function Rail({
  user,
  onHelp,
  onCommands,
}: {
  user: SessionUser
  onHelp: () => void
  onCommands: () => void
}) {
  const { t } = useTranslation()
  const isAdmin = user.role === 'admin'
  const { data: shops } = useQuery({ ...shopsQuery, enabled: isAdmin })
  const isNew = shops !== undefined && !shops.some(({ isDemo }) => !isDemo)
  const icon = { size: 21, stroke: 1.6, 'aria-hidden': true } as const
  const menu = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  // On a phone the menu scrolls: where one is stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the sign
  useEffect(() => {
    menu.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path, shops])
  return (
    <header className={css.rail}>
      <Link to="/inbox" className={css.brand} aria-label={`${t('app.name')} · ${t('app.tagline')}`}>
        <Logo size={34} />
      </Link>
      <nav ref={menu} aria-label={t('app.menu')}>
        {PAGES.filter((page) => page.inRail && isFor(user.role, page))
          .filter(({ to }) => to !== '/start' || isNew)
          .map(({ to, label, Icon }) => (
            <Link key={to} to={to} className={css.link}>
              <Icon {...icon} />
              {t(label)}
            </Link>
          ))}
      </nav>
      <div className={css.spacer} />
      <Tooltip label={`${t('palette.title')} (Ctrl K)`} position="right">
        <button type="button" className={css.round} aria-label={t('palette.title')} onClick={onCommands}>
          <IconCommand {...icon} />
        </button>
      </Tooltip>
      <Tooltip label={`${t('app.keys')} (?)`} position="right">
        <button
          type="button"
          className={`${css.round} ${css.helpButton}`}
          aria-label={t('app.keys')}
          onClick={onHelp}
        >
          <IconKeyboard {...icon} />
        </button>
      </Tooltip>
      <AccountMenu user={user} />
    </header>
  )
}
