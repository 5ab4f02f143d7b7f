import { Combobox, Modal, Stack, Textarea, useCombobox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '../../../http/contracts/notes.ts'
import { type CaseId, caseKey } from '../../api/case.ts'
import { addNote, colleaguesQuery, takersQuery } from '../../api/notes.ts'
import { sessionQuery } from '../../api/session.ts'
import { FormEnd } from '../../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import css from './case.module.css'

/** What stands between the last @ and the cursor, if that may become a name. */
const NAMING = /(?:^|\s)@([^@\n]{0,40})$/u

type Callable = { id: string; name: string; role: Colleague['role'] | 'department' }

/** A note about the case; @ offers colleagues and departments, who then find the case in their queue. */
export function NoteDialog({ id, onClose }: { id: CaseId; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data: colleagues = [] } = useQuery(colleaguesQuery(id.shopId))
  const { data: departments = [] } = useQuery(takersQuery(id.shopId))
  const [text, setText] = useState('')
  const [named, setNamed] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const combobox = useCombobox()
  const callable: Callable[] = [
    ...departments.map((department) => ({ ...department, role: 'department' as const })),
    ...colleagues.filter((person) => person.id !== session?.user.id),
  ]
  const found =
    named === undefined
      ? []
      : callable.filter(({ name }) => name.toLowerCase().includes(named.toLowerCase())).slice(0, 8)
  const called = callable.filter(({ name }) => text.includes(`@${name}`))
  const idsOf = (isDepartment: boolean) =>
    called.filter(({ role }) => (role === 'department') === isDepartment).map((one) => one.id)
  const adding = useMutation({
    mutationFn: () => addNote(id, { text: text.trim(), mentions: idsOf(false), departments: idsOf(true) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      onClose()
    },
  })
  const problem = useProblemText(adding.error)
  const canAdd = text.trim() !== '' && !adding.isPending
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canAdd) adding.mutate()
  }
  const look = (value: string, caret: number) => {
    const naming = NAMING.exec(value.slice(0, caret))?.[1]
    setNamed(naming)
    if (naming === undefined) combobox.closeDropdown()
    else {
      combobox.openDropdown()
      combobox.updateSelectedOptionIndex()
      requestAnimationFrame(() => combobox.selectFirstOption())
    }
  }
  const put = (personId: string) => {
    const person = callable.find((one) => one.id === personId)
    const caret = field.current?.selectionStart ?? text.length
    if (!person || named === undefined) return
    const before = text.slice(0, caret - named.length)
    const next = `${before}${person.name} ${text.slice(caret)}`
    setText(next)
    setNamed(undefined)
    combobox.closeDropdown()
    const at = before.length + person.name.length + 1
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('notes.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          <Combobox store={combobox} onOptionSubmit={put} withinPortal={false} position="bottom-start">
            <Combobox.Target>
              <Textarea
                ref={field}
                data-autofocus
                label={t('notes.label')}
                placeholder={t('notes.placeholder')}
                autosize
                minRows={3}
                maxRows={10}
                maxLength={2000}
                value={text}
                onChange={(event) => {
                  setText(event.currentTarget.value)
                  look(event.currentTarget.value, event.currentTarget.selectionStart)
                }}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat)
                    submit(event)
                  if (event.key === 'Escape' && combobox.dropdownOpened) {
                    event.stopPropagation()
                    combobox.closeDropdown()
                  }
                }}
              />
            </Combobox.Target>
            <Combobox.Dropdown hidden={found.length === 0}>
              <Combobox.Options aria-label={t('notes.people')}>
                {found.map(({ id: personId, name, role }) => (
                  <Combobox.Option key={personId} value={personId}>
                    {name}{' '}
                    <span className={css.role}>
                      {role === 'department' ? t('departments.one') : t(`roles.${role}`)}
                    </span>
                  </Combobox.Option>
                ))}
              </Combobox.Options>
            </Combobox.Dropdown>
          </Combobox>
          <p className={css.hint}>
            {called.length > 0
              ? t('notes.calls', { names: called.map(({ name }) => name).join(', ') })
              : t('notes.hint')}
          </p>
          {problem && <ProblemNote text={problem} />}
          <FormEnd
            onCancel={onClose}
            label={t('notes.submit')}
            disabled={!canAdd}
            isPending={adding.isPending}
          />
        </Stack>
      </form>
    </Modal>
  )
}
