import { Tooltip } from '@mantine/core'
import {
  IconActivity,
  IconBook2,
  IconBuildingStore,
  IconFlag,
  IconInbox,
  IconKeyboard,
  IconListCheck,
  IconMessage2Code,
  IconSend,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../../http/contracts/session.ts'
import { shopsQuery } from '../api/shops.ts'
import { Logo } from '../parts/logo.tsx'
import { AccountMenu } from './account-menu.tsx'
import css from './shell.module.css'

export function Rail({ user, onHelp }: { user: SessionUser; onHelp: () => void }) {
  const { t } = useTranslation()
  const isAdmin = user.role === 'admin'
  const { data: shops } = useQuery({ ...shopsQuery, enabled: isAdmin })
  const icon = { size: 21, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <header className={css.rail}>
      <Link to="/inbox" className={css.brand} aria-label={`${t('app.name')} · ${t('app.tagline')}`}>
        <Logo size={34} />
      </Link>
      <nav aria-label={t('app.menu')}>
        {isAdmin && shops && !shops.some(({ isDemo }) => !isDemo) && (
          <Link to="/start" className={css.link}>
            <IconFlag {...icon} />
            {t('app.start')}
          </Link>
        )}
        <Link to="/inbox" className={css.link}>
          <IconInbox {...icon} />
          {t('app.inbox')}
        </Link>
        {(isAdmin || user.role === 'lead') && (
          <Link to="/knowledge" className={css.link}>
            <IconBook2 {...icon} />
            {t('app.knowledge')}
          </Link>
        )}
        {(isAdmin || user.role === 'lead') && (
          <Link to="/auto-send" className={css.link}>
            <IconSend {...icon} />
            {t('app.autonomy')}
          </Link>
        )}
        {isAdmin && (
          <>
            <Link to="/procedures" className={css.link}>
              <IconListCheck {...icon} />
              {t('app.procedures')}
            </Link>
            <Link to="/prompts" className={css.link}>
              <IconMessage2Code {...icon} />
              {t('app.prompts')}
            </Link>
            <Link to="/shops" className={css.link}>
              <IconBuildingStore {...icon} />
              {t('app.shops')}
            </Link>
            <Link to="/people" className={css.link}>
              <IconUsers {...icon} />
              {t('app.people')}
            </Link>
          </>
        )}
        <Link to="/status" className={css.link}>
          <IconActivity {...icon} />
          {t('app.status')}
        </Link>
      </nav>
      <div className={css.spacer} />
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
