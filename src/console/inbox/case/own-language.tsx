import { Button, Textarea } from '@mantine/core'
import { IconLanguage, IconMessage2Bolt, IconPlugConnectedX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { rewrite } from '../../api/reading.ts'
import { statusQuery } from '../../api/status.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { CannedPicker } from './canned-picker.tsx'
import css from './case.module.css'
import draftCss from './draft.module.css'
import { forgetText, keepText, keptText } from './kept-text.ts'
import { insertAt, isWordStart } from './text-field.ts'
import { useCard } from './use-card.ts'

type Props = {
  id: CaseId
  data: Case
  modes: ReactNode
  /** A Russian draft was made of the text and waits. */
  onRewritten: () => void
  onFailed: (error: Error) => void
  onCancel: () => void
}

/** The agent writes in their own language; what comes back is a Russian draft with card and checks, to be approved. */
export function OwnLanguage({ id, data, modes, onRewritten, onFailed, onCancel }: Props) {
  const { t } = useTranslation()
  const { tag, language } = useLanguage()
  const { draft, conversation } = data
  const { data: status } = useQuery(statusQuery)
  const { reading } = useCard(id, draft)
  const [own, setOwn] = useState(() => keptText(id, 'own'))
  const text = own ?? draft?.agentText ?? known(draft, reading?.sentences, language)
  const rewriting = useMutation({
    mutationFn: () =>
      rewrite(id, {
        agentText: text,
        revision: conversation.revision,
        draft: draft ? { id: draft.id, fingerprint: draft.fingerprint } : null,
      }),
    onSuccess: () => {
      // The draft has it now.
      forgetText(id)
      onRewritten()
    },
    onError: onFailed,
  })
  const problem = useProblemText(rewriting.error)
  const hasNoModel = status !== undefined && status.model === null
  const canRewrite = text.trim() !== '' && !hasNoModel && !rewriting.isPending
  const run = () => canRewrite && rewriting.mutate()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isPicking, setIsPicking] = useState(false)
  const change = (next: string) => {
    setOwn(next)
    keepText(id, next, 'own')
  }
  return (
    <>
      {isPicking && (
        <CannedPicker
          data={data}
          text={text}
          wants="own"
          onInsert={(canned) => {
            setIsPicking(false)
            insertAt(field, { text, canned, change })
          }}
          onClose={() => {
            setIsPicking(false)
            setTimeout(() => field.current?.focus(), 120)
          }}
        />
      )}
      <section className={draftCss.panel} aria-label={t('edit.ownLanguageTitle')}>
        <div className={draftCss.panelHead}>
          <h3>{t('edit.ownLanguageTitle')}</h3>
          {modes}
          <span className={draftCss.headEnd}>
            <button
              type="button"
              className={draftCss.linkButton}
              disabled={hasNoModel}
              onClick={() => setIsPicking(true)}
            >
              <IconMessage2Bolt size={15} aria-hidden /> {t('canned.button')} <kbd aria-hidden>/</kbd>
            </button>
          </span>
        </div>
        {hasNoModel && (
          <p className={draftCss.origin} data-tone="warn" role="status">
            <IconPlugConnectedX size={16} aria-hidden />
            {t('edit.ownNoModel')}
          </p>
        )}
        <div className={draftCss.columns}>
          <Textarea
            ref={field}
            aria-label={t('edit.ownLabel')}
            placeholder={t('edit.ownPlaceholder')}
            lang={tag}
            autosize
            minRows={6}
            maxRows={12}
            size="md"
            autoFocus
            data-autofocus
            value={text}
            disabled={hasNoModel}
            onChange={(event) => change(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
                event.preventDefault()
                run()
              }
              if (event.key === 'Escape') onCancel()
              if (event.key === '/' && isWordStart(event.currentTarget)) {
                event.preventDefault()
                setIsPicking(true)
              }
            }}
          />
          {draft && (
            <div className={draftCss.before}>
              <span>{t('edit.ownBefore')}</span>
              <p lang="ru">{draft.text}</p>
            </div>
          )}
        </div>
        {rewriting.error && <ProblemNote text={problem} />}
      </section>
      <div className={css.actions}>
        <Button
          leftSection={<IconLanguage size={16} aria-hidden />}
          rightSection={<kbd>Ctrl Enter</kbd>}
          disabled={!canRewrite}
          loading={rewriting.isPending}
          onClick={run}
        >
          {t('edit.ownSubmit')}
        </Button>
        <Button variant="default" onClick={onCancel} rightSection={<kbd>Esc</kbd>}>
          {t('actions.cancel')}
        </Button>
      </div>
    </>
  )
}

/** What the draft says in the agent's language, if all of it is known: a text to change, not to write anew. */
function known(
  draft: Case['draft'],
  read: { text?: string | undefined }[] | undefined,
  language: string,
): string {
  const glosses = language === 'zh' ? (draft?.sentences.map(({ zh }) => ({ text: zh })) ?? []) : []
  const whole = [read ?? [], glosses].find((lines) => lines.length > 0 && lines.every(({ text }) => text))
  return (whole ?? []).map(({ text }) => text).join(language === 'zh' ? '' : ' ')
}
