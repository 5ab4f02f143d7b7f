import { Badge, Button, CopyButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keyEnd } from '../../domain/key-end.ts'
import type { Shop, ShopChecked } from '../../http/contracts/shops.ts'
import { sessionQuery } from '../api/session.ts'
import { checkShop, shopsQuery } from '../api/shops.ts'
import { AssignmentRule } from '../cases/assignment-rule.tsx'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ago, moscowDay } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import css from './admin.module.css'
import { CatalogueSync } from './catalogue-sync.tsx'
import { ShopAccess } from './shop-access.tsx'
import { ShopKey } from './shop-key.tsx'
import { ShopPushes } from './shop-pushes.tsx'

export function ShopCard({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const check = useMutation({
    mutationFn: () => checkShop(shop.id),
    onSuccess: () => client.invalidateQueries({ queryKey: shopsQuery.queryKey }),
  })
  const problem = useProblemText(check.error)
  const isKeyless = shop.clientId === null
  const isAdmin = client.getQueryData(sessionQuery.queryKey)?.user.role === 'admin'
  return (
    <article className={css.card} aria-label={shop.name}>
      <header className={css.cardHead}>
        <h2>{shop.name}</h2>
        {shop.isDemo && <Badge variant="light">{t('shops.demo')}</Badge>}
        {shop.disabledAt && (
          <Badge variant="light" color="gray">
            {t('shops.disabled')}
          </Badge>
        )}
        <span className={css.cardEnd}>
          {isAdmin && !shop.isDemo && <ShopKey shop={shop} />}
          {!isKeyless && (
            <Button
              size="compact-sm"
              variant="default"
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              {t('shops.check')}
            </Button>
          )}
        </span>
      </header>
      {isKeyless ? <p>{t('shops.isKeyless')}</p> : <Connection shop={shop} />}
      {check.error && <ProblemNote text={problem} />}
      <LastCheck shop={shop} fresh={check.data} />
      {!shop.disabledAt && <AssignmentRule shopId={shop.id} />}
    </article>
  )
}

/** The marketplace's side of the shop: address, looks, rights, catalogue and pushes. */
function Connection({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { health } = shop
  return (
    <>
      <dl className={css.pairs}>
        <dt>{t('shops.clientId')}</dt>
        <dd className="num">{shop.clientId}</dd>
        <dt>{t('shops.apiBase')}</dt>
        <dd>{shop.apiBase}</dd>
        <dt>{t('shops.lastPush')}</dt>
        <dd>
          <Since at={health.lastPushAt} />
        </dd>
        <dt>{t('shops.lastPoll')}</dt>
        <dd>
          <Since at={health.lastPollAt} />
        </dd>
        {health.capabilities?.subscription && (
          <>
            <dt>{t('shops.subscription')}</dt>
            <dd>{health.capabilities.subscription}</dd>
          </>
        )}
        {health.capabilities?.keyExpiresAt && (
          <>
            <dt>{t('shops.keyExpires')}</dt>
            <dd className="num">{moscowDay(health.capabilities.keyExpiresAt, tag)}</dd>
          </>
        )}
      </dl>
      {health.lastPollError && <ProblemNote text={t('shops.pollError', { reason: health.lastPollError })} />}
      <ShopAccess shop={shop} />
      <CatalogueSync shopId={shop.id} isOff={shop.disabledAt !== null} />
      <ShopPushes shop={shop} />
      <Webhook url={shop.webhookUrl} />
    </>
  )
}

function Since({ at }: { at: string | null }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  return <>{at ? ago(at, now, tag) : t('shops.never')}</>
}

function Webhook({ url }: { url: string | null }) {
  const { t } = useTranslation()
  if (!url) return null
  return (
    <div className={css.webhook}>
      <span>{t('shops.webhook')}</span>
      <div>
        <code>{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? 'shops.copied' : 'shops.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <p>{t('shops.webhookHint')}</p>
    </div>
  )
}

/** What the last check found; of one that ran by itself only what is not in order. */
function LastCheck({ shop, fresh }: { shop: Shop; fresh: ShopChecked | undefined }) {
  const { t } = useTranslation()
  const now = useNow(60_000)
  if (fresh) return <Findings answer={fresh} />
  const { keyExpiresAt, checkedAt, findings = [] } = shop.health.capabilities ?? {}
  const end = keyExpiresAt ? keyEnd(new Date(keyExpiresAt), new Date(now)) : undefined
  const open = findings.filter(
    ({ status, topic }) => status !== 'ok' && (topic !== 'key' || end === undefined),
  )
  return (
    <>
      {end && end.level !== 'ok' && <ProblemNote text={t('shops.keyEnds', { days: end.days })} />}
      {open.length > 0 && (
        <>
          <p>
            {t('shops.lastCheck')} <Since at={checkedAt ?? null} />
          </p>
          <Findings answer={{ ok: false, findings: open }} />
        </>
      )}
    </>
  )
}

const ICONS = { ok: IconCircleCheck, warning: IconAlertTriangle, error: IconX } as const

/** What the words of a finding may have gaps for. */
const GAPS = {
  day: '',
  days: '',
  error: '',
  methods: '',
  subscription: '',
  reason: '',
  reasons: '',
  availability: '',
}

function Findings({ answer }: { answer: ShopChecked }) {
  const { t } = useTranslation()
  return (
    <ul className={css.findings} role="status">
      {answer.findings.map((finding) => {
        const Icon = ICONS[finding.status]
        return (
          <li key={`${finding.topic}:${finding.message}`} data-status={finding.status}>
            <Icon size={16} aria-hidden />
            {finding.code
              ? t(`shops.checked.${finding.code}`, { ...GAPS, ...finding.values })
              : finding.message}
          </li>
        )
      })}
    </ul>
  )
}
