import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PUSH_LIMITS } from '../../domain/push-state.ts'
import type { Shop } from '../../http/contracts/shops.ts'
import { sessionQuery } from '../api/session.ts'
import { registerPushes, shopsQuery } from '../api/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'

const MAY_REGISTER = ['not_registered', 'off_by_seller', 'off']

/** Whether pushes come, how we answer them beside the marketplace's limits, and the gaps with their proof. */
export function ShopPushes({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const client = useQueryClient()
  const { pushes } = shop.health
  const register = useMutation({
    mutationFn: () => registerPushes(shop.id),
    onSuccess: () => client.invalidateQueries({ queryKey: shopsQuery.queryKey }),
  })
  const isAdmin = client.getQueryData(sessionQuery.queryKey)?.user.role === 'admin'
  const problem = useProblemText(register.error)
  const { day } = pushes
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <section className={css.webhook} aria-label={t('pushes.title')}>
      <span>{t('pushes.title')}</span>
      <p>
        {t(`pushes.state.${pushes.state}`)}
        {pushes.grade && ` · ${t('pushes.grade', { grade: pushes.grade })}`}
        {pushes.reason && ` · ${pushes.reason}`}
        {pushes.retryAt && ` · ${t('pushes.retry', { time: moscowDayTime(pushes.retryAt, tag) })}`}
      </p>
      {day.pushes === 0 ? (
        <p>{t('pushes.noneToday')}</p>
      ) : (
        <table className={css.table}>
          <caption>{t('pushes.day', { count: day.pushes })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('pushes.what')}</th>
              <th scope="col">{t('pushes.ours')}</th>
              <th scope="col">{t('pushes.limit')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('pushes.right')}</th>
              <td className="num">{percent.format(day.rightShare ?? 0)}</td>
              <td className="num">≥ {percent.format(PUSH_LIMITS.rightShare)}</td>
            </tr>
            <tr>
              <th scope="row">{t('pushes.slowest')}</th>
              <td className="num">{t('pushes.ms', { ms: day.maxMs ?? 0 })}</td>
              <td className="num">≤ {t('pushes.ms', { ms: PUSH_LIMITS.answerMs })}</td>
            </tr>
            <tr>
              <th scope="row">{t('pushes.average')}</th>
              <td className="num">{t('pushes.ms', { ms: day.averageMs ?? 0 })}</td>
              <td className="num">≤ {t('pushes.ms', { ms: PUSH_LIMITS.greenMs })}</td>
            </tr>
            <tr>
              <th scope="row">{t('pushes.overRed')}</th>
              <td className="num">{percent.format(day.over2500 / day.pushes)}</td>
              <td>{t('pushes.redDays', { days: PUSH_LIMITS.redDays })}</td>
            </tr>
          </tbody>
        </table>
      )}
      {pushes.gaps.length > 0 && (
        <ul>
          {pushes.gaps.map((gap) => (
            <li key={gap.from}>
              {t('pushes.gap', {
                from: moscowDayTime(gap.from, tag),
                to: gap.to ? moscowDayTime(gap.to, tag) : t('pushes.stillAway'),
                found: gap.found,
                looks: gap.looks,
              })}{' '}
              {gap.closedAt
                ? t('pushes.closed', { time: moscowDayTime(gap.closedAt, tag) })
                : t('pushes.notClosed')}
            </li>
          ))}
        </ul>
      )}
      {isAdmin && MAY_REGISTER.includes(pushes.state) && !shop.disabledAt && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            loading={register.isPending}
            onClick={() => register.mutate()}
          >
            {t('pushes.register')}
          </Button>
          <p>{t('pushes.registerHint')}</p>
        </div>
      )}
      {register.error && <ProblemNote text={problem} />}
    </section>
  )
}
