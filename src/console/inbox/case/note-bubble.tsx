import { Highlight } from '@mantine/core'
import { IconArrowBackUp, IconArrowUpRight, IconNote } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseNote } from '../../../http/contracts/notes.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowTime } from '../../parts/time.ts'
import css from './thread.module.css'

const ICONS = { note: IconNote, escalation: IconArrowUpRight, hand_back: IconArrowBackUp }

/** What a colleague wrote about the case: in the thread where it was written, and never to be taken for a message. */
export function NoteBubble({ note }: { note: CaseNote }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const Icon = ICONS[note.kind]
  // Nobody gave it back: the department that it waited for, named in it, has nobody any more.
  const isHouse = note.author.id === 'rule'
  return (
    <li className={css.note}>
      <span className={css.noteHead}>
        <Icon size={14} aria-hidden />
        <strong>
          {isHouse
            ? t('notes.stranded', { name: note.text })
            : t(`notes.kinds.${note.kind}`, { name: note.author.name })}
        </strong>
        <span>{t('notes.internal')}</span>
        <time dateTime={note.createdAt} title={t('time.moscow')}>
          {moscowTime(note.createdAt, tag)}
        </time>
      </span>
      {note.text && !isHouse && (
        <Highlight
          component="p"
          inherit
          color="transparent"
          highlight={note.mentions.map(({ name }) => `@${name}`)}
        >
          {note.text}
        </Highlight>
      )}
    </li>
  )
}
