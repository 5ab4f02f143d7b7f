import { Button, Popover, Select, Stack } from '@mantine/core'
import { IconBriefcase } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { STAGES } from '../../domain/case-state.ts'
import type { CaseConversation } from '../../http/contracts/case.ts'
import { stageSchema } from '../../http/contracts/case-desk.ts'
import { assign, setStage } from '../api/case-desk.ts'
import { colleaguesQuery } from '../api/notes.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { CaseEnding } from './case-ending.tsx'
import { CaseMarks } from './case-marks.tsx'
import { CaseWait } from './case-wait.tsx'
import css from './cases.module.css'
import { useRefreshCase } from './use-refresh-case.ts'

type Props = {
  conversation: CaseConversation
  me: string | undefined
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  /** The case is to be closed. */
  onClose: () => void
}

/** One button says what the case is; behind it that is changed. */
export function CaseMenu(props: Props) {
  const { t } = useTranslation()
  const { conversation, me, isOpen, onOpen } = props
  const { stage, assignedTo, waits, outcome, merged } = conversation.case
  const isBare = !stage && !assignedTo && !waits && !outcome && !merged
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      width={330}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={css.button}
          aria-label={isBare ? t('cases.menu') : undefined}
          onClick={() => onOpen(!isOpen)}
        >
          {isBare ? (
            <>
              <IconBriefcase size={14} aria-hidden />
              {t('cases.menu')}
            </>
          ) : (
            <CaseMarks state={conversation.case} me={me} />
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('cases.menu')}>{isOpen && <Content {...props} />}</Popover.Dropdown>
    </Popover>
  )
}

function Content({ conversation, me, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const id = conversation
  const { stage, assignedTo, waits } = conversation.case
  const { data: people = [] } = useQuery(colleaguesQuery(id.shopId))
  const refresh = useRefreshCase(id)
  const staging = useMutation({
    mutationFn: (next: string | null) =>
      setStage(id, { stage: stageSchema.nullable().parse(next), from: stage }),
    onSettled: refresh,
  })
  const giving = useMutation({
    mutationFn: (to: string | null) => assign(id, { to, from: assignedTo?.id ?? null }),
    onSettled: refresh,
  })
  const problem = useProblemText(staging.error ?? giving.error)
  const persons = people.map(({ id: value, name }) => ({
    value,
    label: value === me ? t('cases.toMe', { name }) : name,
  }))
  // Who left is still shown as whose it was.
  if (assignedTo && !people.some((person) => person.id === assignedTo.id))
    persons.push({ value: assignedTo.id, label: assignedTo.name })
  return (
    <Stack gap={12}>
      <Select
        size="sm"
        label={t('cases.stage')}
        placeholder={t('cases.noStage')}
        clearable
        data-autofocus
        comboboxProps={{ withinPortal: false }}
        data={STAGES.map((value, index) => ({ value, label: `${index + 1}. ${t(`cases.stages.${value}`)}` }))}
        value={stage}
        disabled={staging.isPending}
        onChange={(value) => staging.mutate(value)}
      />
      {conversation.suggestedStage && (
        <Button
          size="compact-sm"
          variant="light"
          disabled={staging.isPending}
          onClick={() => staging.mutate(conversation.suggestedStage)}
        >
          {t('cases.seemsAgreed')}
        </Button>
      )}
      <Select
        size="sm"
        label={t('cases.assignee')}
        placeholder={t('cases.nobody')}
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        data={persons}
        value={assignedTo?.id ?? null}
        disabled={giving.isPending}
        onChange={(value) => giving.mutate(value)}
      />
      {problem && <ProblemNote text={problem} />}
      <CaseWait id={id} waits={waits} />
      <CaseEnding
        conversation={conversation}
        onClose={() => {
          onOpen(false)
          onClose()
        }}
      />
    </Stack>
  )
}
