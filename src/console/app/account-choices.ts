import type { MantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Language } from '../../http/contracts/common.ts'
import { saveLanguage, sessionKey, signOut } from '../api/session.ts'
import { rememberLanguage, switchLanguage } from '../i18n/i18n.ts'

export const SCHEMES = [
  { value: 'light', label: 'app.themeLight', Icon: IconSun },
  { value: 'dark', label: 'app.themeDark', Icon: IconMoon },
  { value: 'auto', label: 'app.themeAuto', Icon: IconDeviceDesktop },
] as const satisfies { value: MantineColorScheme; label: string; Icon: unknown }[]

/** Shown at once, kept in this browser and with the account. */
export function useChooseLanguage() {
  const client = useQueryClient()
  const keeping = useMutation({
    mutationFn: saveLanguage,
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
  return (next: Language) => {
    rememberLanguage(next)
    void switchLanguage(next)
    keeping.mutate(next)
  }
}

export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.clear()
      client.setQueryData(sessionKey, null)
      await navigate({ to: '/sign-in', replace: true })
    },
  })
  return () => leaving.mutate()
}
