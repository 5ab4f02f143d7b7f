import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconHelpCircle,
  IconRobot,
  IconSparkles,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { replyChannel } from '../../../domain/reply-channel.ts'
import type { CaseDraft, CaseReply } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useModelFailure } from '../../parts/model-failure.ts'
import { AutoSendNote } from './auto-send-note.tsx'
import { Checks } from './checks.tsx'
import css from './draft.module.css'
import { DraftSentences } from './draft-sentences.tsx'
import { marksIn } from './marks.ts'
import { MissingFacts } from './missing-facts.tsx'
import type { NumberedEvidence } from './number-evidence.ts'
import { ReadingCard } from './reading-card.tsx'
import type { Acknowledged } from './use-acknowledged.ts'
import { useCard } from './use-card.ts'

export function DraftPanel({
  id,
  channel,
  draft,
  replies,
  sources,
  gloss,
  acknowledged,
  onEvidence,
}: {
  id: CaseId
  channel: string
  draft: CaseDraft
  replies: CaseReply[]
  sources: NumberedEvidence[]
  gloss: { isOn: boolean; toggle: () => void }
  acknowledged: Acknowledged
  onEvidence: (number: number) => void
}) {
  const { t } = useTranslation()
  const { reading, reader } = useCard(id, draft)
  const length = [...draft.text].length
  const { maxLength: limit } = replyChannel(channel)
  return (
    <section
      className={css.panel}
      aria-label={t('draft.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <div className={css.panelHead}>
        <h3>{t('draft.title')}</h3>
        <Writer draft={draft} />
        <span className={css.kind}>{t(`draft.kinds.${draft.kind}`)}</span>
        <span className={css.headEnd}>
          <span className="num" title={t('draft.lengthLabel', { count: length, limit })}>
            {length}/{limit}
          </span>
          <button
            type="button"
            className={css.glossButton}
            aria-pressed={gloss.isOn}
            title={t(gloss.isOn ? 'draft.glossOff' : 'draft.glossOn')}
            onClick={gloss.toggle}
          >
            <span lang="zh-CN">中</span>
            <span className="sr-only">{t('draft.gloss')}</span>
            <kbd aria-hidden>T</kbd>
          </button>
        </span>
      </div>
      <AutoSendNote id={id} draftId={draft.id} />
      <Origin draft={draft} replies={replies} />
      <div className={css.columns}>
        {draft.agentText !== null && (
          <div className={`${css.before} ${css.own}`}>
            <span>{t('draft.agentText')}</span>
            <p>{draft.agentText}</p>
          </div>
        )}
        <DraftSentences
          sentences={draft.sentences}
          marks={marksIn(draft)}
          sources={sources}
          showGloss={gloss.isOn}
          onEvidence={onEvidence}
        />
        <ReadingCard card={draft.readingCard} reading={reading} reader={reader} />
      </div>
      {/* The reading card says it too, where it can. */}
      {draft.unanswered.length > 0 && (reading?.card ?? draft.readingCard).open.length === 0 && (
        <p className={css.unanswered}>
          <IconHelpCircle size={16} aria-hidden />
          <span>
            <strong>{t('draft.unanswered')}:</strong>{' '}
            <span lang="ru">{draft.unanswered.map((ask) => `«${ask}»`).join(', ')}</span>
          </span>
        </p>
      )}
      <MissingFacts names={draft.missingFacts} />
      <Checks checks={draft.checks} text={draft.text} acknowledged={acknowledged} hasKey />
    </section>
  )
}

/** Who wrote it, without pretending. */
function Writer({ draft }: { draft: CaseDraft }) {
  const { t } = useTranslation()
  if (draft.composer === 'model') {
    return (
      <span className={css.writer} title={draft.promptVersion ?? undefined}>
        <IconSparkles size={14} aria-hidden />
        {t('draft.byModel', { model: draft.model ?? '?' })}
      </span>
    )
  }
  return (
    <span className={css.writer} title={t('draft.byBuiltInHint')}>
      <IconRobot size={14} aria-hidden />
      {t('draft.byBuiltIn')}
    </span>
  )
}

/** Why this draft is here, when it is not simply the next answer. */
function Origin({ draft, replies }: { draft: CaseDraft; replies: CaseReply[] }) {
  const { t } = useTranslation()
  const failureWords = useModelFailure()
  const { language } = useLanguage()
  const failed = replies.find(({ status }) => status === 'rejected' || status === 'lost')
  if (draft.origin === 'undelivered') {
    const reason = failed?.failureReason?.[language] ?? draft.originReason ?? t('reply.noReason')
    const isLost = failed?.status === 'lost'
    return <Note tone="bad" text={t(isLost ? 'draft.origin.lost' : 'draft.origin.rejected', { reason })} />
  }
  if (draft.origin === 'undo') return <Note tone="plain" text={t('draft.origin.undo')} />
  if (draft.composer !== 'model' && draft.originReason) {
    return <Note tone="warn" text={t('draft.fallback', { reason: failureWords(draft.originReason) })} />
  }
  if (draft.kind === 'acknowledge') return <Note tone="warn" text={t('draft.abstained')} />
  return null
}

function Note({ tone, text }: { tone: 'bad' | 'warn' | 'plain'; text: string }) {
  const Icon = tone === 'warn' ? IconAlertTriangle : IconArrowBackUp
  return (
    <p className={css.origin} data-tone={tone}>
      <Icon size={16} aria-hidden />
      {text}
    </p>
  )
}
