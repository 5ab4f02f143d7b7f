import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../../http/contracts/common.ts'
import type { SessionUser } from '../../../http/contracts/session.ts'
import type { ViewFilter } from '../../../http/contracts/views.ts'
import { shopsQuery } from '../../api/shops.ts'
import { viewsQuery } from '../../api/views.ts'
import { LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { type Command, useCommands } from '../../parts/commands.ts'
import { SCHEMES, useChooseLanguage, useSignOut } from '../account-choices.ts'
import { isFor, PAGES } from '../pages.ts'

export type PaletteCommand = Command & { group: string }

/** Everything that can be done from where the user is, besides opening a case by a search. */
export function usePaletteCommands(user: SessionUser, onKeys: () => void): PaletteCommand[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: shops = [] } = useQuery(shopsQuery)
  const { data: views = [] } = useQuery(viewsQuery)
  const { setColorScheme } = useMantineColorScheme()
  const chooseLanguage = useChooseLanguage()
  const leave = useSignOut()
  const inGroup = (group: string, commands: readonly Command[]) =>
    commands.map((command) => ({ ...command, group }))
  const toShop = (shop: string | undefined) => () =>
    navigate({ to: '/inbox', search: (before) => ({ ...before, shop }) })
  return [
    ...inGroup(t('palette.here'), useCommands()),
    ...inGroup(
      t('palette.pages'),
      PAGES.filter((page) => isFor(user.role, page)).map(({ to, title }) => ({
        id: to,
        title: t(title),
        run: () => navigate({ to }),
      })),
    ),
    ...inGroup(
      t('palette.views'),
      views.map(({ id, name, filter }) => ({
        id: `view/${id}`,
        title: name,
        run: () => navigate({ to: '/inbox', search: searchOf(filter) }),
      })),
    ),
    ...inGroup(
      t('palette.shops'),
      shops.length > 1
        ? [
            { id: 'shop/', title: t('queue.allShops'), run: toShop(undefined) },
            ...shops.map(({ id, name }) => ({ id: `shop/${id}`, title: name, run: toShop(id) })),
          ]
        : [],
    ),
    ...inGroup(t('palette.settings'), [
      ...LANGUAGES.map((language) => ({
        id: `language/${language}`,
        title: `${t('app.language')}: ${LANGUAGE_NAMES[language]}`,
        run: () => chooseLanguage(language),
      })),
      ...SCHEMES.map(({ value, label }) => ({
        id: `theme/${value}`,
        title: `${t('app.theme')}: ${t(label)}`,
        run: () => setColorScheme(value),
      })),
      { id: 'keys', title: t('app.keys'), key: '?', run: onKeys },
      { id: 'sign-out', title: t('app.signOut'), run: leave },
    ]),
  ]
}

function searchOf({ shopId, search, escalatedTo, ...same }: ViewFilter) {
  return { ...same, shop: shopId, q: search, for: escalatedTo }
}
