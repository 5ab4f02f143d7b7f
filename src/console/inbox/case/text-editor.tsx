import { Button, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCopy, IconMessage2Bolt, IconSend } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check, DraftSentence } from '../../../domain/draft.ts'
import { replyChannel } from '../../../domain/reply-channel.ts'
import type { Case, CaseReply } from '../../../http/contracts/case.ts'
import { type CaseId, checkText, sendEdited, write } from '../../api/case.ts'
import { copyText } from '../../parts/copy-text.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { CannedPicker } from './canned-picker.tsx'
import css from './case.module.css'
import { Checks } from './checks.tsx'
import draftCss from './draft.module.css'
import { TextFindings } from './findings.tsx'
import { forgetText, keepText, keptText } from './kept-text.ts'
import { ReadingCard } from './reading-card.tsx'
import { insertAt, isWordStart } from './text-field.ts'
import { useAcknowledged } from './use-acknowledged.ts'
import { warningsOf } from './why-not.ts'

const CHECK_AFTER_MS = 350
const NO_CHECKS: Check[] = []
const NO_SENTENCES: DraftSentence[] = []

/** The agent's own wording, checked while it is written. Nothing leaves unchecked or with a red check. */
export function TextEditor({
  id,
  data,
  isReady,
  modes,
  startsWith,
  followUpOf,
  onSent,
  onFailed,
  onCancel,
}: {
  id: CaseId
  data: Case
  isReady: boolean
  /** The switch between writing Russian and one's own language. */
  modes: ReactNode
  /** `canned`: a canned reply is chosen first, and takes the place of the draft. `earlier`: the draft of before. */
  startsWith?: 'canned' | 'earlier' | undefined
  /** The promise because of which it is written. */
  followUpOf?: string | undefined
  onSent: (reply: CaseReply) => void
  onFailed: (error: Error) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { draft, conversation } = data
  const { isCopyOnly } = conversation
  const [text, setText] = useState(
    () => keptText(id) ?? draft?.text ?? (startsWith === 'earlier' ? (data.earlierDraft?.text ?? '') : ''),
  )
  const { maxLength: limit } = replyChannel(conversation.channel)
  const [picking, setPicking] = useState<'whole' | 'here' | undefined>(
    startsWith === 'canned' ? 'whole' : undefined,
  )
  const [settled] = useDebouncedValue(text.trim(), CHECK_AFTER_MS)
  const check = useQuery({
    ...checkText(id, settled),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const isShownForThis = check.isSuccess && !check.isPlaceholderData && settled === text.trim()
  const checks = check.data?.checks ?? NO_CHECKS
  const acknowledgement = useAcknowledged(`${id.conversationId}/${draft?.id}`, checks)
  const field = useRef<HTMLTextAreaElement>(null)
  const acknowledged = {
    ...acknowledgement,
    // The button goes with its warning: the next one, or the text, is where the hands go on.
    accept: (check: Check) => {
      acknowledgement.accept(check)
      if (acknowledgement.open.length > 1) focusNextWarning()
      else field.current?.focus()
    },
  }
  const panel = useRef<HTMLElement>(null)
  const focusNextWarning = () =>
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('[data-accept]')?.focus())
  const isBlocked = isShownForThis && checks.some(({ status }) => status === 'block')
  const card = check.data?.readingCard ?? (settled === draft?.text ? draft.readingCard : undefined)
  const length = [...text.trim()].length
  const sending = useMutation({
    mutationFn: async () => {
      const wanted = text.trim()
      const { checks: found } = await client.fetchQuery(checkText(id, wanted))
      if (found.some(({ status }) => status === 'block')) return undefined
      // A warning is accepted by name: what is still open is shown, and waits at the cursor.
      if (!found.every((one) => one.status === 'pass' || acknowledged.isAccepted(one))) {
        setText(wanted)
        focusNextWarning()
        return undefined
      }
      const acknowledgedWarnings = warningsOf(found)
      if (isCopyOnly) await copyText(wanted)
      const said = { text: wanted, acknowledgedWarnings, ...(isCopyOnly ? { copiedOut: true } : {}) }
      return draft
        ? sendEdited(id, draft.id, { ...said, fingerprint: draft.fingerprint })
        : write(id, { ...said, revision: conversation.revision, followUpOf })
    },
    onSuccess: (answer) => answer && onSent(answer.reply),
    onError: onFailed,
  })
  const problem = useProblemText(sending.error)
  const canSend = length > 0 && isReady && !isBlocked && !sending.isPending
  const send = () => canSend && sending.mutate()
  const change = (next: string) => {
    setText(next)
    keepText(id, next)
  }
  const insert = (canned: string) => {
    insertAt(field, { text, canned, isWhole: picking === 'whole', change })
    setPicking(undefined)
  }
  return (
    <>
      {picking && (
        <CannedPicker
          data={data}
          text={text}
          onInsert={insert}
          onClose={() => {
            setPicking(undefined)
            setTimeout(() => field.current?.focus(), 120)
          }}
        />
      )}
      <section ref={panel} className={draftCss.panel} aria-label={t(draft ? 'edit.title' : 'edit.ownTitle')}>
        <div className={draftCss.panelHead}>
          <h3>{t(draft ? 'edit.title' : 'edit.ownTitle')}</h3>
          {modes}
          <span className={draftCss.headEnd}>
            <button type="button" className={draftCss.linkButton} onClick={() => setPicking('here')}>
              <IconMessage2Bolt size={15} aria-hidden /> {t('canned.button')} <kbd aria-hidden>/</kbd>
            </button>
            {draft && text !== draft.text && (
              <button
                type="button"
                className={draftCss.linkButton}
                onClick={() => {
                  setText(draft.text)
                  forgetText(id)
                }}
              >
                {t('edit.reset')}
              </button>
            )}
            <span className="num" data-over={length > limit} aria-live="polite">
              {length > limit ? t('edit.tooLong', { count: length - limit }) : `${length}/${limit}`}
            </span>
          </span>
        </div>
        <div className={draftCss.columns}>
          <Textarea
            ref={field}
            aria-label={t('edit.label')}
            placeholder={t('edit.placeholder')}
            lang="ru"
            spellCheck
            autosize
            minRows={6}
            maxRows={12}
            size="md"
            autoFocus
            data-autofocus
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
                event.preventDefault()
                send()
              }
              if (event.key === 'Escape') onCancel()
              // At the beginning of a word a slash asks for a canned reply; «и/или» stays what it is.
              if (event.key === '/' && isWordStart(event.currentTarget)) {
                event.preventDefault()
                setPicking('here')
              }
            }}
          />
          {card && <ReadingCard card={card} reader={{ by: 'code', why: 'editing' }} />}
        </div>
        <div aria-live="polite" data-stale={!isShownForThis} className={draftCss.liveChecks}>
          {settled !== '' && <Checks checks={checks} text={settled} acknowledged={acknowledged} />}
          <TextFindings sentences={check.data?.sentences ?? NO_SENTENCES} />
          {check.isFetching && <span className={draftCss.checking}>{t('checks.checking')}</span>}
        </div>
        {sending.error && <ProblemNote text={problem} />}
      </section>
      <div className={css.actions}>
        <Button
          leftSection={isCopyOnly ? <IconCopy size={16} aria-hidden /> : <IconSend size={16} aria-hidden />}
          rightSection={<kbd>Ctrl Enter</kbd>}
          disabled={!canSend}
          loading={sending.isPending}
          onClick={send}
        >
          {t(isCopyOnly ? 'actions.copyOut' : 'actions.send')}
        </Button>
        <Button variant="default" onClick={onCancel} rightSection={<kbd>Esc</kbd>}>
          {t('actions.cancel')}
        </Button>
      </div>
    </>
  )
}
