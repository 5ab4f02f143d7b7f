import { IconCircleCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Access } from '../../domain/channel-access.ts'
import type { ChannelHealth, OtherHealth, Shop } from '../../http/contracts/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ago, moscowDayTime } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import { channelOf } from '../parts/words.tsx'
import css from './admin.module.css'
import { TableFrame } from './table-frame.tsx'

/** What the key and the subscription allow: by channel with what to do about it, and below, method by method. */
export function ShopAccess({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  const { channels, others, capabilities } = shop.health
  const looked = ({ reads, lastPollAt, pollError }: ChannelHealth) => {
    if (reads === 'denied') return null
    if (pollError) return t('shops.pollError', { reason: pollError })
    return lastPollAt ? t('shops.looked', { ago: ago(lastPollAt, now, tag) }) : null
  }
  if (channels.length === 0) return null
  return (
    <section className={css.access} aria-label={t('shops.access.title')}>
      <h3>{t('shops.access.title')}</h3>
      <TableFrame
        label={t('shops.access.title')}
        heads={[
          t('shops.access.channel'),
          t('shops.access.reads'),
          t('shops.access.answers'),
          t('shops.access.todo'),
        ]}
      >
        {channels.map((one) => (
          <tr key={one.channel}>
            <th scope="row">{t(`channels.${channelOf(one.channel)}`)}</th>
            <td>
              <Mark access={one.reads} />
              <small>{looked(one)}</small>
            </td>
            <td>
              <Mark access={one.answers} />
            </td>
            <td className={css.wrapping}>
              <Todo about={one} />
            </td>
          </tr>
        ))}
        {others.map((one) => (
          <tr key={one.part}>
            <th scope="row">{t(`shops.access.parts.${one.part}`)}</th>
            <td>
              <Mark access={one.access} />
            </td>
            <td>—</td>
            <td className={css.wrapping}>
              <Todo about={one} />
            </td>
          </tr>
        ))}
      </TableFrame>
      {capabilities?.roles && capabilities.roles.length > 0 && (
        <p>{t('shops.access.roles', { roles: capabilities.roles.join(', ') })}</p>
      )}
      <details>
        <summary>{t('shops.access.byMethod')}</summary>
        <Methods shop={shop} />
      </details>
    </section>
  )
}

const ICONS = { allowed: IconCircleCheck, denied: IconX, unknown: IconHelpCircle } as const

function Mark({ access }: { access: Access }) {
  const { t } = useTranslation()
  const Icon = ICONS[access]
  return (
    <span className={css.accessMark} data-access={access}>
      <Icon size={16} aria-hidden />
      {t(`shops.access.${access}`)}
    </span>
  )
}

type About = Pick<ChannelHealth | OtherHealth, 'advice' | 'methods'>

function Todo({ about }: { about: About }) {
  const { t } = useTranslation()
  if (about.advice.length === 0) return <>{t('shops.access.nothing')}</>
  return (
    <ul className={css.todo}>
      {about.advice.map((advice) => (
        <li key={advice.to}>{todoWords(t, advice)}</li>
      ))}
    </ul>
  )
}

function todoWords(t: TFunction, advice: ChannelHealth['advice'][number]): string {
  return advice.to === 'add_role'
    ? t('shops.access.advice.add_role', { methods: advice.methods.join(', ') })
    : t(`shops.access.advice.${advice.to}`)
}

/** The reasons that have words; another one is shown as the marketplace put it. */
const REASONS = [
  'subscription_required',
  'missing_role',
  'key_invalid',
  'key_deactivated',
  'ip_restricted',
  'offer_not_signed',
] as const

function Methods({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { channels, others } = shop.health
  const methods = [...channels, ...others].flatMap((one) => one.methods)
  return (
    <TableFrame
      label={t('shops.access.byMethod')}
      heads={[
        t('shops.access.method'),
        t('shops.access.state'),
        t('shops.access.shownBy'),
        t('shops.access.words'),
      ]}
    >
      {methods.map(({ method, access, reason, words, by, at }) => {
        const known = REASONS.find((one) => one === reason)
        return (
          <tr key={method}>
            <th scope="row">
              <code>{method}</code>
            </th>
            <td>
              <Mark access={access} />
            </td>
            <td>
              {by && at ? `${t(`shops.access.by.${by}`)}, ${moscowDayTime(at, tag)}` : t('shops.never')}
            </td>
            <td className={css.wrapping}>
              {known && `${t(`shops.access.${known}`)} `}
              {words && <q lang="en">{words}</q>}
            </td>
          </tr>
        )
      })}
    </TableFrame>
  )
}
