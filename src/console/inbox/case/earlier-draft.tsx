import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseDraft } from '../../../http/contracts/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './draft.module.css'

/** The draft that lay there when the case was handed on: to be read, and to begin with. */
export function EarlierDraft({ draft, onUse }: { draft: CaseDraft; onUse: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <section
      className={css.panel}
      aria-label={t('draft.earlier')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <div className={css.panelHead}>
        <h3>{t('draft.earlier')}</h3>
        <span className={css.headEnd}>
          <Button size="compact-sm" variant="default" disabled={!onUse} onClick={onUse}>
            {t('draft.useEarlier')}
          </Button>
        </span>
      </div>
      <p className={css.earlierHint}>{t('draft.earlierHint')}</p>
      <ol className={css.sentences}>
        {draft.sentences.map(({ ru, zh }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sentences of a draft never move, and may repeat
          <li key={`${index}:${ru}`}>
            <p lang="ru" className={css.ru}>
              {ru}
            </p>
            {language === 'zh' && zh && (
              <p lang="zh-CN" className={css.zh}>
                {zh}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
