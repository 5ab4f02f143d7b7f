import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../http/contracts/common.ts'
import type { SessionUser } from '../../http/contracts/session.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { LANGUAGE_NAMES, LANGUAGE_TAGS } from '../i18n/languages.ts'
import { SCHEMES, useChooseLanguage, useSignOut } from './account-choices.ts'
import css from './shell.module.css'

export function AccountMenu({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chooseLanguage = useChooseLanguage()
  const leave = useSignOut()
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
            onClick={() => chooseLanguage(option)}
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
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={leave}>
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
