import { useTranslation } from 'react-i18next'
import type { Figures } from '../../http/contracts/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import css from './figures.module.css'
import { decimal, duration, share } from './format.ts'

/** The period in eight numbers. */
export function Tiles({ figures }: { figures: Figures }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { total, replies, cost, byAgent } = figures
  const left = replies.auto.all + replies.person.all
  const drafted = total.unchanged + total.light + total.rewritten + total.written
  const byPolicy = byAgent.find(({ key }) => key === 'policy')?.answered ?? 0
  const money = cost.perReplyMicros === null ? null : cost.perReplyMicros / 1_000_000
  const tiles = [
    [
      t('figures.tiles.turns'),
      decimal(total.turns, tag, 0),
      t('figures.answered', { count: total.answered }),
    ],
    [
      t('figures.tiles.wait'),
      duration(total.meanWaitMs, tag),
      t('figures.tiles.waitNote', { work: duration(total.meanWorkMs, tag) }),
    ],
    [t('figures.tiles.in24'), share(total.within24h, total.turns, tag), t('figures.tiles.in24Note')],
    [t('figures.tiles.target'), share(total.onTarget, total.targeted, tag), t('figures.tiles.targetNote')],
    [t('figures.tiles.unchanged'), share(total.unchanged, drafted, tag), t('figures.tiles.unchangedNote')],
    [t('figures.tiles.auto'), share(replies.auto.all, left, tag), t('figures.answered', { count: byPolicy })],
    [
      t('figures.tiles.cameBack'),
      share(total.cameBack, total.answered, tag),
      t('figures.tiles.cameBackNote'),
    ],
    [
      t('figures.tiles.cost'),
      money === null || cost.micros === 0 ? '–' : decimal(money, tag, 4),
      t('figures.tiles.costNote'),
    ],
  ] as const
  return (
    <dl className={css.tiles}>
      {tiles.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className={css.note}>{note}</dd>
        </div>
      ))}
    </dl>
  )
}
