import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../../http/contracts/session.ts'
import { useLiveUpdates } from '../api/live.ts'
import { sessionQuery } from '../api/session.ts'
import { switchLanguage } from '../i18n/i18n.ts'
import { useKeys } from '../parts/use-keys.ts'
import { PasswordPage } from '../sign-in/password-page.tsx'
import { KeysHelp } from './keys-help.tsx'
import { LiveBanner } from './live-banner.tsx'
import { Rail } from './rail.tsx'
import { SendingBanner } from './sending-banner.tsx'
import css from './shell.module.css'
import { StopBanner } from './stop-banner.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))

/** Everything behind the sign-in page. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const router = useRouter()
  const hasLeft = session === null
  useEffect(() => {
    if (!hasLeft) return
    const next = router.latestLocation.href
    void navigate({ to: '/sign-in', search: { next }, replace: true })
  }, [hasLeft, navigate, router])
  if (!session) return null
  if (session.user.mustChangePassword) return <PasswordPage user={session.user} />
  return <Desk user={session.user} />
}

function Desk({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const [helpOpen, setHelpOpen] = useState(false)
  useLiveUpdates()
  const [isPaletteOpen, setIsPaletteOpen] = useState(false)
  const openPalette = () => setIsPaletteOpen((isOpen) => isOpen || !document.querySelector('[role="dialog"]'))
  useKeys({ '?': () => setHelpOpen(true) })
  // Also while someone writes, and by the place of the key: on a Russian layout K types «л».
  useHotkeys([['mod+K', openPalette, { usePhysicalKeys: true }]], [])
  useEffect(() => {
    if (user.language) void switchLanguage(user.language)
  }, [user.language])
  return (
    <div className={css.desk}>
      <a className={css.skip} href="#main">
        {t('app.skip')}
      </a>
      <Rail user={user} onHelp={() => setHelpOpen(true)} onCommands={openPalette} />
      <div className={css.body}>
        <StopBanner />
        <SendingBanner />
        <LiveBanner />
        <main id="main" className={css.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {isPaletteOpen && (
        <Suspense>
          <Palette user={user} onKeys={() => setHelpOpen(true)} onClose={() => setIsPaletteOpen(false)} />
        </Suspense>
      )}
      <KeysHelp opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}
