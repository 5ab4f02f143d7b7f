import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDraft } from '../../../http/contracts/case.ts'
import { useInOwnWords } from '../../parts/words.tsx'
import { type NumberedEvidence, numberEvidence } from '../case/number-evidence.ts'
import type { Highlight } from '../inbox-page.tsx'
import css from './evidence.module.css'
import { AsOf } from './product-facts.tsx'

export function Sources({ draft, highlight }: { draft: CaseDraft; highlight: Highlight | undefined }) {
  const { t } = useTranslation()
  const sources = numberEvidence(draft)
  const used = sources.filter(({ isUsed }) => isUsed)
  const others = sources.filter(({ isUsed }) => !isUsed)
  const [showsOthers, setShowsOthers] = useState(false)
  const wanted = highlight?.number ?? 0
  useEffect(() => {
    if (wanted > used.length) setShowsOthers(true)
  }, [wanted, used.length])
  return (
    <section className={css.section}>
      <h3>{t('evidence.sources')}</h3>
      {used.length === 0 && <p className={css.nothing}>{t('evidence.noSources')}</p>}
      <ol className={css.sources}>
        {used.map((source) => (
          <Source key={source.evidence.id} source={source} highlight={highlight} />
        ))}
        {showsOthers &&
          others.map((source) => <Source key={source.evidence.id} source={source} highlight={highlight} />)}
      </ol>
      {others.length > 0 && (
        <button
          type="button"
          className={css.more}
          aria-expanded={showsOthers}
          onClick={() => setShowsOthers(!showsOthers)}
        >
          {t('evidence.others', { count: others.length })}
        </button>
      )}
    </section>
  )
}

function Source({
  source: { number, evidence, isUsed },
  highlight,
}: {
  source: NumberedEvidence
  highlight: Highlight | undefined
}) {
  const { t } = useTranslation()
  const words = useInOwnWords()
  const isWanted = highlight?.number === number
  const [isOpen, setIsOpen] = useState(false)
  const [element, setElement] = useState<HTMLLIElement | null>(null)
  const pressed = isWanted ? highlight.pressed : 0
  useEffect(() => {
    if (pressed === 0 || !element) return
    setIsOpen(true)
    element.scrollIntoView({ block: 'nearest' })
    element.querySelector('button')?.focus({ preventScroll: true })
  }, [pressed, element])
  const text = words({ ru: evidence.textRu, zh: evidence.textZh })
  return (
    <li ref={setElement} data-wanted={isWanted} data-used={isUsed}>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span className={css.number}>{number}</span>
        <span className={css.sourceTitle}>
          {evidence.title}
          <span className={css.sourceKind}>
            {t(`evidence.kinds.${evidence.kind}`)}
            {evidence.version !== undefined && ` · ${t('evidence.version', { version: evidence.version })}`}
            {!isUsed && ` · ${t('evidence.notUsed')}`}
            {evidence.asOf && <AsOf at={evidence.asOf} />}
          </span>
        </span>
      </button>
      <div className={css.sourceText} data-open={isOpen}>
        <p>{text}</p>
        {isOpen && text !== evidence.textRu && (
          <p className={css.original} lang="ru">
            {evidence.textRu}
          </p>
        )}
      </div>
    </li>
  )
}
