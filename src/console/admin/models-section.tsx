import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../http/contracts/status.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useModelFailure } from '../parts/model-failure.ts'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import css from './admin.module.css'
import { TableFrame } from './table-frame.tsx'

/** Who is asked in which order, who rests, and what it cost each shop this month. */
export function ModelsSection({ models, spending }: Pick<Status, 'models' | 'spending'>) {
  const { t } = useTranslation()
  if (models.length === 0) return null
  const isPriced = models.some((model) => model.isPriced)
  return (
    <section className={css.card} aria-labelledby="models-title">
      <h2 id="models-title">{t('models.title')}</h2>
      <dl className={css.pairs}>
        {models.map((model, index) => (
          // Two servers may run a model of the same name.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is what the row is about
          <Model key={index} model={model} place={index + 1} />
        ))}
      </dl>
      {spending.length > 0 && (
        <TableFrame
          label={t('models.title')}
          heads={(['shop', 'calls', 'tokens', 'cost', 'budget', 'lastFailure'] as const).map((name) =>
            t(`models.${name}`),
          )}
        >
          {spending.map((row) => (
            <Spending key={row.shopId} row={row} isPriced={isPriced} />
          ))}
        </TableFrame>
      )}
      <p>{t(isPriced ? 'models.month' : 'models.unpriced')}</p>
    </section>
  )
}

function Model({ model, place }: { model: Status['models'][number]; place: number }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  const failureWords = useModelFailure()
  const { lastFailure, state, restsUntil } = model
  const isWell = lastFailure === null
  const restsLong = state === 'resting' && restsUntil !== null && new Date(restsUntil).getTime() > now
  const words = lastFailure
    ? `${failureWords(lastFailure.code)} · ${ago(lastFailure.at, now, tag)}`
    : t(model.lastAnswerAt ? 'status.ok' : 'status.modelUnused')
  return (
    <>
      <dt>{t('models.place', { place })}</dt>
      <dd>
        <span className={css.state} data-ok={isWell}>
          {isWell ? <IconCircleCheck size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
          <span>
            {[
              model.name,
              t(model.canSee ? 'models.sees' : 'models.blind'),
              words,
              ...(restsLong ? [t('models.rests')] : []),
              ...(model.isPriced ? [] : [t('models.noPrice')]),
            ].join(' · ')}
          </span>
        </span>
      </dd>
    </>
  )
}

function Spending({ row, isPriced }: { row: Status['spending'][number]; isPriced: boolean }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  const failureWords = useModelFailure()
  const count = new Intl.NumberFormat(tag)
  const money = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 })
  const { calls, failedCalls, inputTokens, outputTokens, costMicros, budgetMicros, level, lastFailure } = row
  return (
    <tr data-level={level}>
      <th scope="row">{row.name}</th>
      <td className="num">
        {failedCalls > 0
          ? t('models.callsFailed', { calls: count.format(calls), failed: count.format(failedCalls) })
          : count.format(calls)}
      </td>
      <td className="num">
        {count.format(inputTokens)} → {count.format(outputTokens)}
      </td>
      <td className="num">{isPriced ? money.format(costMicros / 1_000_000) : '—'}</td>
      <td>
        {budgetMicros === null ? (
          t('models.noBudget')
        ) : (
          <span className={css.state} data-ok={level === 'open'}>
            {level !== 'open' && <IconAlertTriangle size={15} aria-hidden />}
            <span>
              {[
                money.format(budgetMicros / 1_000_000),
                ...(level === 'near' ? [t('models.near')] : []),
                ...(level === 'spent' ? [t('models.spent')] : []),
              ].join(' · ')}
            </span>
          </span>
        )}
      </td>
      <td>{lastFailure ? `${failureWords(lastFailure.outcome)} · ${ago(lastFailure.at, now, tag)}` : '—'}</td>
    </tr>
  )
}
