import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '../../http/contracts/common.ts'
import type { SessionUser } from '../../http/contracts/session.ts'
import { saveLanguage, sessionKey, signOut } from '../api/session.ts'
import { rememberLanguage, switchLanguage, useLanguage } from '../i18n/i18n.ts'
import { LANGUAGE_NAMES, LANGUAGE_TAGS } from '../i18n/languages.ts'
import css from './shell.module.css'

const SCHEMES = [
  { value: 'light', label: 'app.themeLight', Icon: IconSun },
  { value: 'dark', label: 'app.themeDark', Icon: IconMoon },
  { value: 'auto', label: 'app.themeAuto', Icon: IconDeviceDesktop },
] as const satisfies { value: MantineColorScheme; label: string; Icon: unknown }[]

export function AccountMenu({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { language } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const keepLanguage = useMutation({
    mutationFn: saveLanguage,
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.clear()
      client.setQueryData(sessionKey, null)
      await navigate({ to: '/sign-in', replace: true })
    },
  })
  const choose = (next: Language) => {
    rememberLanguage(next)
    void switchLanguage(next)
    keepLanguage.mutate(next)
  }
  return (
    <Menu position="right-end" width={230} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={`${css.round} ${css.avatar}`}>
          <span className="sr-only">{t('app.account', { name: user.name })}</span>
          <span aria-hidden>{initials(user.name)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name} · {t(`roles.${user.role}`)}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('app.language')}</Menu.Label>
        {LANGUAGES.map((option) => (
          <Menu.Item
            key={option}
            lang={LANGUAGE_TAGS[option]}
            rightSection={option === language ? <IconCheck size={15} aria-hidden /> : undefined}
            aria-current={option === language}
            onClick={() => choose(option)}
          >
            {LANGUAGE_NAMES[option]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('app.theme')}</Menu.Label>
        {SCHEMES.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} aria-hidden />}
            rightSection={value === colorScheme ? <IconCheck size={15} aria-hidden /> : undefined}
            aria-current={value === colorScheme}
            onClick={() => setColorScheme(value)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={() => leave.mutate()}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string) {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...name].slice(0, 2)
  return letters.join('').toUpperCase()
}
