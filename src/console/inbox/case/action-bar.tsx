import { Button, Menu, Tooltip } from '@mantine/core'
import { IconCopy, IconDots, IconInfoCircle, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './case.module.css'
import type { WhyNot } from './why-not.ts'

type Acts = Record<'approve' | 'edit' | 'redo' | 'refuse' | 'escalate' | 'snooze' | 'note', () => unknown>

export function ActionBar({
  hasDraft,
  isCopyOnly,
  whyNot,
  canDecide,
  isWaiting,
  canSnooze,
  isReady,
  isSending,
  acts,
}: {
  hasDraft: boolean
  /** The text leaves by the person's own hand. */
  isCopyOnly: boolean
  whyNot: WhyNot | undefined
  canDecide: boolean
  /** Something here waits for an answer. */
  isWaiting: boolean
  /** And it can be put off. */
  canSnooze: boolean
  isReady: boolean
  isSending: boolean
  acts: Acts
}) {
  const { t } = useTranslation()
  const reason = useReason(whyNot)
  const more: MoreAct[] = [
    ...(hasDraft
      ? ([
          { name: 'redo', key: 'R', act: acts.redo, isOff: !canDecide },
          { name: 'refuse', key: 'D', act: acts.refuse, isOff: !canDecide },
        ] as const)
      : []),
    { name: 'escalate', key: 'X', act: acts.escalate, isOff: !isWaiting },
    { name: 'snooze', key: 'S', act: acts.snooze, isOff: !canSnooze },
  ]
  if (!hasDraft) {
    return (
      <div className={css.actions}>
        <Button variant="default" disabled={!canDecide} onClick={acts.edit} rightSection={<kbd>W</kbd>}>
          {t('actions.write')}
        </Button>
        <More acts={more} />
        {reason && <Reason text={reason} />}
      </div>
    )
  }
  return (
    <div className={css.actions}>
      {/* Not `disabled`: a reader of screens must find it and hear why it waits. */}
      <Button
        className={css.approve}
        data-waiting={!isReady && !whyNot}
        aria-disabled={!isReady || whyNot !== undefined}
        aria-describedby={reason ? 'why-not' : undefined}
        data-disabled={whyNot !== undefined || undefined}
        loading={isSending}
        leftSection={isCopyOnly ? <IconCopy size={16} aria-hidden /> : <IconSend size={16} aria-hidden />}
        rightSection={<kbd>Enter</kbd>}
        onClick={acts.approve}
      >
        {t(isCopyOnly ? 'actions.copyOut' : 'actions.approve')}
      </Button>
      <Button variant="default" disabled={!canDecide} onClick={acts.edit} rightSection={<kbd>E</kbd>}>
        {t('actions.edit')}
      </Button>
      <More acts={more} />
      {reason && <Reason text={reason} />}
    </div>
  )
}

type MoreAct = {
  name: 'redo' | 'refuse' | 'escalate' | 'snooze'
  key: string
  act: () => unknown
  isOff?: boolean
}

/** Beside the main ones on a desk, in a menu on a phone. */
function More({ acts }: { acts: readonly MoreAct[] }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={css.spread}>
        {acts.map(({ name, key, act, isOff = false }) => (
          <Button
            key={name}
            variant="subtle"
            color="gray"
            disabled={isOff}
            onClick={act}
            rightSection={<kbd>{key}</kbd>}
          >
            {t(`actions.${name}`)}
          </Button>
        ))}
      </div>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <Button className={css.moreButton} variant="default" px={12} aria-label={t('actions.more')}>
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map(({ name, act, isOff = false }) => (
            <Menu.Item key={name} disabled={isOff} onClick={act}>
              {t(`actions.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Reason({ text }: { text: string }) {
  return (
    <Tooltip label={text} multiline maw={360}>
      <p className={css.reason} id="why-not">
        <IconInfoCircle size={15} aria-hidden />
        <span>{text}</span>
      </p>
    </Tooltip>
  )
}

function useReason(whyNot: WhyNot | undefined) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (!whyNot) return undefined
  switch (whyNot.kind) {
    case 'check':
      return t('actions.blockedByCheck', { reason: whyNot.check.message[language] })
    case 'warnings':
      return t('actions.blockedByWarnings', { count: whyNot.count })
    case 'claim':
      return t('actions.blockedByClaim', { name: whyNot.by })
    case 'route':
      return t('actions.blockedByRoute')
    case 'window':
      return t('actions.blockedByWindow')
    case 'closed':
      return t('actions.blockedByClosed')
    case 'reply':
      return t('actions.blockedByReply')
  }
}
