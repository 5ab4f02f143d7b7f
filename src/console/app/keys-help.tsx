import { Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import css from './shell.module.css'

const KEYS = [
  [['J', 'K'], 'keys.next'],
  [['Enter'], 'keys.approve'],
  [['A'], 'keys.accept'],
  [['E'], 'keys.edit'],
  [['R'], 'keys.redo'],
  [['D'], 'keys.refuse'],
  [['X'], 'keys.escalate'],
  [['S'], 'keys.snooze'],
  [['N'], 'keys.note'],
  [['M'], 'keys.mine'],
  [['G'], 'keys.caseMenu'],
  [['B'], 'keys.merge'],
  [['C'], 'keys.closeCase'],
  [['W'], 'keys.write'],
  [['/'], 'keys.canned'],
  [['Z'], 'keys.undo'],
  [['1', '…', '9'], 'keys.evidence'],
  [['T'], 'keys.gloss'],
  [['Ctrl', 'K'], 'keys.commands'],
  [['?'], 'keys.help'],
] as const

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <dl className={css.keys}>
        {KEYS.map(([keys, label]) => (
          <Fragment key={label}>
            <dt>
              {keys.map((key) => (key === '…' ? <span key={key}>…</span> : <kbd key={key}>{key}</kbd>))}
            </dt>
            <dd>{t(label)}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={css.guard}>{t('keys.guard')}</p>
    </Modal>
  )
}
