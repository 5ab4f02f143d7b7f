import { Button, Group, Modal, MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Department, SaveDepartment } from '../../http/contracts/departments.ts'
import { departmentsQuery, removeDepartment, saveDepartment } from '../api/departments.ts'
import { peopleQuery } from '../api/people.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ShopsChoice } from './shops-choice.tsx'

const EMPTY: SaveDepartment = { name: '', shopIds: null, leadId: null, memberIds: [], givesOut: false }

function shapeOf({ name, shopIds, lead, members, givesOut }: Department): SaveDepartment {
  return { name, shopIds, leadId: lead?.id ?? null, memberIds: members.map(({ id }) => id), givesOut }
}

/** A new department, or another shape of one. Dissolving one gives its cases back to everybody. */
export function DepartmentForm({
  department,
  onClose,
}: {
  department: Department | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: people = [] } = useQuery(peopleQuery)
  const [shape, setShape] = useState(department ? shapeOf(department) : EMPTY)
  const [isRemoving, setIsRemoving] = useState(false)
  const done = async () => {
    await client.invalidateQueries({ queryKey: departmentsQuery.queryKey })
    await client.invalidateQueries({ queryKey: ['colleagues'] })
    onClose()
  }
  const saving = useMutation({
    mutationFn: () => saveDepartment(department?.id, { ...shape, name: shape.name.trim() }),
    onSuccess: done,
  })
  const removing = useMutation({
    mutationFn: async () => {
      if (department) await removeDepartment(department.id)
    },
    onSuccess: done,
  })
  const problem = useProblemText(saving.error ?? removing.error)
  const isIncomplete = shape.name.trim() === '' || shape.shopIds?.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isIncomplete && !saving.isPending) saving.mutate()
  }
  const put = (change: Partial<SaveDepartment>) => setShape({ ...shape, ...change })
  const choices = people
    .filter(({ id, disabledAt }) => disabledAt === null || shape.memberIds.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Modal
      opened
      onClose={onClose}
      title={department?.name ?? t('departments.add')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={14}>
          <TextInput
            data-autofocus
            required
            label={t('departments.name')}
            placeholder={t('departments.example')}
            maxLength={60}
            value={shape.name}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <MultiSelect
            label={t('departments.members')}
            data={choices}
            value={shape.memberIds}
            searchable
            hidePickedOptions
            onChange={(memberIds) =>
              put({ memberIds, leadId: memberIds.includes(shape.leadId ?? '') ? shape.leadId : null })
            }
          />
          <Select
            label={t('departments.whoLeads')}
            clearable
            data={choices.filter(({ value }) => shape.memberIds.includes(value))}
            value={shape.leadId}
            onChange={(leadId) => put({ leadId })}
          />
          <ShopsChoice value={shape.shopIds} onChange={(shopIds) => put({ shopIds })} />
          <Switch
            label={t('departments.givesOut')}
            description={t('departments.givesOutHint')}
            checked={shape.givesOut}
            onChange={(event) => put({ givesOut: event.currentTarget.checked })}
          />
          {isRemoving && department && (
            <p role="status">{t('departments.removeWhat', { count: department.waiting })}</p>
          )}
          {problem && <ProblemNote text={problem} />}
          <Group justify="space-between" gap={8}>
            {department ? (
              <Button
                variant="subtle"
                color="red"
                loading={removing.isPending}
                onClick={() => (isRemoving ? removing.mutate() : setIsRemoving(true))}
              >
                {t(isRemoving ? 'departments.removeNow' : 'departments.remove')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap={8}>
              <Button variant="default" onClick={onClose}>
                {t('actions.cancel')}
              </Button>
              <Button type="submit" disabled={isIncomplete} loading={saving.isPending}>
                {t('actions.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
