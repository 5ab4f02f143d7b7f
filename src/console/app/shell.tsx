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
import { LiveBanner } from './live-banner.tsx'
import { Rail } from './rail.tsx'
import { SendingBanner } from './sending-banner.tsx'
import css from './shell.module.css'
import { StopBanner } from './stop-banner.tsx'

// What few sessions open is not in anybody's way before the first case stands.
const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))
const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }))
const PasswordPage = lazy(async () => ({
  default: (await import('../sign-in/password-page.tsx')).PasswordPage,
}))

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
  if (session.user.mustChangePassword)
    return (
      <Suspense>
        <PasswordPage user={session.user} />
      </Suspense>
    )
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
      {helpOpen && (
        <Suspense>
          <KeysHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
