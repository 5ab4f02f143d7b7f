import {
  ActionIcon,
  Button,
  Group,
  Indicator,
  Popover,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OUTCOMES, STAGES, WAITS_FOR } from '../../../domain/case-state.ts'
import { CATEGORIES } from '../../../domain/category.ts'
import { RISK_FLAGS } from '../../../domain/draft.ts'
import { inboxQuerySchema } from '../../../http/contracts/inbox.ts'
import type { InboxFilter } from '../../api/inbox.ts'
import { sessionQuery } from '../../api/session.ts'
import { shopsQuery } from '../../api/shops.ts'
import { addView, viewsQuery } from '../../api/views.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import css from './queue.module.css'

type Filtered = Pick<
  InboxFilter,
  | 'shopId'
  | 'category'
  | 'risk'
  | 'due'
  | 'escalatedTo'
  | 'department'
  | 'stage'
  | 'assignee'
  | 'waits'
  | 'outcome'
>

/** What the queue is narrowed down to, and the way to keep that as a view. */
export function QueueFilters({
  filter,
  onFilter,
}: {
  filter: InboxFilter
  onFilter: (change: Filtered) => void
}) {
  const { t } = useTranslation()
  const { data: shops = [] } = useQuery(shopsQuery)
  const [isOpen, setIsOpen] = useState(false)
  const { shopId, category, risk, due, escalatedTo, department, stage, assignee, waits, outcome } = filter
  const chosen = { shopId, category, risk, due, escalatedTo, department, stage, assignee, waits, outcome }
  const active = Object.values(chosen).filter(Boolean).length
  const put = (change: Filtered) => onFilter({ ...chosen, ...change })
  const { shape } = inboxQuerySchema
  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={300} position="bottom-end" trapFocus shadow="md">
      <Indicator label={active} size={16} disabled={active === 0} className={css.filter}>
        <Popover.Target>
          <ActionIcon
            size={34}
            variant={active > 0 ? 'light' : 'default'}
            aria-label={active > 0 ? t('queue.filtersActive', { count: active }) : t('queue.filters')}
            onClick={() => setIsOpen(!isOpen)}
          >
            <IconFilter size={17} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('queue.filters')}>
        <Stack gap={10}>
          {shops.length > 1 && (
            <Choice
              label={t('queue.shop')}
              any={t('queue.allShops')}
              value={shopId}
              options={shops.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value) => put({ shopId: value })}
            />
          )}
          <Choice
            label={t('queue.category')}
            any={t('queue.any')}
            value={category}
            options={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
            onChange={(value) => put({ category: shape.category.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.risk')}
            any={t('queue.any')}
            value={risk}
            options={RISK_FLAGS.map((value) => ({ value, label: t(`risks.${value}`) }))}
            onChange={(value) => put({ risk: shape.risk.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.due')}
            any={t('queue.any')}
            value={due}
            options={(['soon', 'overdue', 'target'] as const).map((value) => ({
              value,
              label: t(`queue.dueChoices.${value}`),
            }))}
            onChange={(value) => put({ due: shape.due.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.whose')}
            any={t('queue.any')}
            value={assignee}
            options={(['me', 'nobody'] as const).map((value) => ({
              value,
              label: t(`queue.whoseChoices.${value}`),
            }))}
            onChange={(value) => put({ assignee: shape.assignee.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.stage')}
            any={t('queue.any')}
            value={stage}
            options={STAGES.map((value) => ({ value, label: t(`cases.stages.${value}`) }))}
            onChange={(value) => put({ stage: shape.stage.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.waitsFor')}
            any={t('queue.any')}
            value={waits}
            options={WAITS_FOR.map((value) => ({ value, label: t(`cases.waits.${value}`) }))}
            onChange={(value) => put({ waits: shape.waits.catch(undefined).parse(value) })}
          />
          <Choice
            label={t('queue.outcome')}
            any={t('queue.any')}
            value={outcome}
            options={OUTCOMES.map((value) => ({ value, label: t(`cases.outcomes.${value}`) }))}
            onChange={(value) => put({ outcome: shape.outcome.catch(undefined).parse(value) })}
          />
          <Switch
            label={t('queue.escalatedToMe')}
            checked={escalatedTo === 'me'}
            onChange={(event) => put({ escalatedTo: event.currentTarget.checked ? 'me' : undefined })}
          />
          <Switch
            label={t('queue.myDepartments')}
            checked={department !== undefined}
            onChange={(event) => put({ department: event.currentTarget.checked ? 'mine' : undefined })}
          />
          {active > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                // The button goes, and with it the focus: nothing is left to do here.
                setIsOpen(false)
                onFilter({
                  shopId: undefined,
                  category: undefined,
                  risk: undefined,
                  due: undefined,
                  escalatedTo: undefined,
                  department: undefined,
                  stage: undefined,
                  assignee: undefined,
                  waits: undefined,
                  outcome: undefined,
                })
              }}
            >
              {t('queue.clearFilters')}
            </Button>
          )}
          <KeepView filter={filter} onKept={() => setIsOpen(false)} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({
  label,
  any,
  value,
  options,
  onChange,
}: {
  label: string
  any: string
  value: string | undefined
  options: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}) {
  return (
    <Select
      size="xs"
      label={label}
      placeholder={any}
      clearable
      comboboxProps={{ withinPortal: false }}
      data={options}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  )
}

function KeepView({ filter, onKept }: { filter: InboxFilter; onKept: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const keeping = useMutation({
    mutationFn: () => addView({ name: name.trim(), isShared, filter }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
      setName('')
      onKept()
    },
  })
  const problem = useProblemText(keeping.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) keeping.mutate()
  }
  return (
    <form className={css.keepView} onSubmit={submit}>
      <TextInput
        size="xs"
        label={t('queue.keepView')}
        placeholder={t('queue.viewName')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group gap={8} mt={8} justify="space-between">
        {session?.user.role === 'agent' ? (
          <span />
        ) : (
          <Switch
            size="xs"
            label={t('queue.shareView')}
            checked={isShared}
            onChange={(event) => setIsShared(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" size="compact-sm" disabled={!name.trim()} loading={keeping.isPending}>
          {t('actions.save')}
        </Button>
      </Group>
      {problem && <ProblemNote text={problem} />}
    </form>
  )
}
