import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCalculator,
  IconFileCheck,
  IconHeartHandshake,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DraftSentence, EvidenceClass } from '../../../domain/draft.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './draft.module.css'
import { SentenceFindings } from './findings.tsx'
import type { Piece } from './marks.ts'
import type { NumberedEvidence } from './number-evidence.ts'

const ICONS = {
  documented: IconFileCheck,
  'order-fact': IconTruckDelivery,
  computed: IconCalculator,
  courtesy: IconHeartHandshake,
  inferred: IconAlertTriangle,
} satisfies Record<EvidenceClass, unknown>

/** The text a sentence a line, each with what it rests on. */
export function DraftSentences({
  sentences,
  marks,
  sources,
  showGloss,
  onEvidence,
}: {
  sentences: DraftSentence[]
  marks: Piece[][]
  sources: NumberedEvidence[]
  showGloss: boolean
  onEvidence: (number: number) => void
}) {
  const { tag } = useLanguage()
  return (
    <ol className={css.sentences}>
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sentences of a draft never move, and may repeat
        <li key={`${index}:${sentence.ru}`} data-class={sentence.class}>
          <p lang="ru" className={css.ru}>
            <Marked pieces={marks[index] ?? []} />{' '}
            <span className={css.basis} lang={tag}>
              {sentence.evidenceIds.map((id) => (
                <EvidenceChip
                  key={id}
                  source={sources.find(({ evidence }) => evidence.id === id)}
                  onOpen={onEvidence}
                />
              ))}
              <ClassWord value={sentence.class} words={sentence.confirmed?.words} />
            </span>
          </p>
          <SentenceFindings findings={sentence.findings} />
          {showGloss && sentence.zh && (
            <p lang="zh-CN" className={css.zh}>
              {sentence.zh}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The words that a check is against stand out; the check below says why. */
function Marked({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, status }, index) =>
    status ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence never move
      <mark key={index} className={css.mark} data-status={status}>
        {text}
      </mark>
    ) : (
      text
    ),
  )
}

function EvidenceChip({
  source,
  onOpen,
}: {
  source: NumberedEvidence | undefined
  onOpen: (number: number) => void
}) {
  const { t } = useTranslation()
  if (!source) return null
  const { number, evidence } = source
  return (
    <Tooltip label={evidence.title} multiline maw={320}>
      <button
        type="button"
        className={css.chip}
        aria-label={t('draft.evidenceNumber', { number, title: evidence.title })}
        onClick={() => onOpen(number)}
      >
        {number}
      </button>
    </Tooltip>
  )
}

/** What a sentence, or a reply that left, rests on, and the words of it that a second reading found. */
export function ClassWord({ value, words }: { value: EvidenceClass; words?: string | undefined }) {
  const { t } = useTranslation()
  const Icon = ICONS[value]
  const hint = t(`draft.classHints.${value}`)
  const isFound = words !== undefined && value !== 'inferred'
  return (
    <span
      className={css.class}
      data-class={value}
      title={isFound ? `${hint}\n${t('draft.confirmed', { words })}` : hint}
    >
      <Icon size={13} aria-hidden />
      {t(`draft.classes.${value}`)}
    </span>
  )
}
