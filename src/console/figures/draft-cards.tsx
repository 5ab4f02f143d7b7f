import { useTranslation } from 'react-i18next'
import type { Figures } from '../../http/contracts/figures.ts'
import { REFUSAL_REASONS } from '../../http/contracts/review.ts'
import { type FiguresFilter, figuresFileAddress } from '../api/figures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { FigureCard, FigureTable } from './figure-card.tsx'
import { decimal, share } from './format.ts'
import { ShareBar } from './share-bar.tsx'

const DECIDED = ['unchanged', 'light', 'rewritten', 'refused', 'redo', 'escalate'] as const
const TONES = ['ok', 'accent', 'accent-line', 'bad', 'warn', 'public'] as const

type Line = { name: string; count: number; of: number }

/** What people did with drafts, and what left by itself. */
export function DraftCards({ figures, filter }: { figures: Figures; filter: FiguresFilter }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { decisions, replies } = figures
  const all = DECIDED.reduce((sum, name) => sum + decisions[name], 0)
  const lines: Line[] = [
    ...DECIDED.map((name) => ({ name: t(`figures.drafts.${name}`), count: decisions[name], of: all })),
    ...decisions.reasons.map(({ label, count }) => {
      const reason = REFUSAL_REASONS.find((known) => known === label) ?? 'other'
      return {
        name: t('figures.drafts.because', { reason: t(`refuse.reasons.${reason}`) }),
        count,
        of: decisions.refused,
      }
    }),
  ]
  return (
    <>
      <FigureCard
        title={t('figures.drafts.title')}
        definition={<p>{t('figures.drafts.definition')}</p>}
        file={figuresFileAddress(filter, 'decisions')}
        table={
          <FigureTable
            label={t('figures.drafts.title')}
            first={{ name: t('figures.drafts.decision'), cell: ({ name }: Line) => name }}
            columns={[
              { name: t('figures.columns.count'), cell: ({ count }) => decimal(count, tag, 0) },
              { name: t('figures.columns.share'), cell: ({ count, of }) => share(count, of, tag) },
            ]}
            rows={all === 0 ? [] : lines}
            rowKey={({ name }) => name}
          />
        }
      >
        {all > 0 && (
          <ShareBar
            parts={DECIDED.map((name, index) => ({
              name: t(`figures.drafts.${name}`),
              count: decisions[name],
              tone: TONES[index] ?? 'ink-3',
            }))}
          />
        )}
      </FigureCard>
      <FigureCard
        title={t('figures.auto.title')}
        definition={<p>{t('figures.auto.definition')}</p>}
        file={figuresFileAddress(filter, 'replies')}
        table={
          <FigureTable
            label={t('figures.auto.title')}
            first={{ name: t('figures.auto.by'), cell: (by: 'auto' | 'person') => t(`figures.auto.${by}`) }}
            columns={[
              { name: t('figures.auto.all'), cell: (by) => decimal(replies[by].all, tag, 0) },
              {
                name: t('figures.columns.share'),
                cell: (by) => share(replies[by].all, replies.auto.all + replies.person.all, tag),
              },
              { name: t('figures.auto.delivered'), cell: (by) => decimal(replies[by].delivered, tag, 0) },
              { name: t('figures.auto.failed'), cell: (by) => decimal(replies[by].failed, tag, 0) },
              { name: t('figures.auto.copied'), cell: (by) => decimal(replies[by].copied, tag, 0) },
              { name: t('figures.auto.cameBack'), cell: (by) => cameBack(figures, by, tag) },
            ]}
            rows={['auto', 'person'] as const}
            rowKey={(by) => by}
          />
        }
      />
    </>
  )
}

/** Of answers of ours: what was answered elsewhere is nobody's. */
function cameBack({ byAgent }: Figures, by: 'auto' | 'person', tag: string): string {
  const rows = byAgent.filter(({ key }) => key !== 'elsewhere' && (key === 'policy') === (by === 'auto'))
  const sum = (name: 'cameBack' | 'answered') => rows.reduce((all, row) => all + row[name], 0)
  return share(sum('cameBack'), sum('answered'), tag)
}
