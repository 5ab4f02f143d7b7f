import { Button, Group, MultiSelect, Select, Stack, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../domain/category.ts'
import { assignmentRuleSchema, type AssignmentRule as Rule } from '../../http/contracts/case-desk.ts'
import { ROLES } from '../../http/contracts/common.ts'
import { assignmentRuleQuery, saveAssignmentRule } from '../api/case-desk.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

/** Whether a shop gives out its new cases by itself, which, and to whom. */
export function AssignmentRule({ shopId }: { shopId: string }) {
  const { data } = useQuery(assignmentRuleQuery(shopId))
  return data ? <Form key={JSON.stringify(data)} shopId={shopId} saved={data} /> : null
}

function Form({ shopId, saved }: { shopId: string; saved: Rule }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [rule, setRule] = useState(saved)
  const saving = useMutation({
    mutationFn: () => saveAssignmentRule(shopId, rule),
    onSuccess: () => client.invalidateQueries({ queryKey: assignmentRuleQuery(shopId).queryKey }),
  })
  const problem = useProblemText(saving.error)
  const { shape } = assignmentRuleSchema
  const isChanged = JSON.stringify(rule) !== JSON.stringify(saved)
  return (
    <Stack gap={8} mt={12}>
      <Switch
        label={t('cases.rule.isOn')}
        description={t('cases.rule.hint')}
        checked={rule.isOn}
        onChange={(event) => setRule({ ...rule, isOn: event.currentTarget.checked })}
      />
      {rule.isOn && (
        <Group gap={8} align="flex-start" grow>
          <MultiSelect
            size="sm"
            label={t('cases.rule.categories')}
            data={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
            value={rule.categories}
            onChange={(values) => setRule({ ...rule, categories: shape.categories.parse(values) })}
          />
          <Select
            size="sm"
            label={t('cases.rule.role')}
            allowDeselect={false}
            data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={rule.role}
            onChange={(value) => setRule({ ...rule, role: shape.role.catch(rule.role).parse(value) })}
          />
        </Group>
      )}
      {isChanged && (
        <Group>
          <Button
            size="compact-sm"
            disabled={rule.isOn && rule.categories.length === 0}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('actions.save')}
          </Button>
        </Group>
      )}
      {problem && <ProblemNote text={problem} />}
    </Stack>
  )
}
