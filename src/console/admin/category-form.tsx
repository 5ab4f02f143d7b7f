import { Checkbox, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../domain/category.ts'
import { LAST_CATEGORY } from '../../domain/shop-category.ts'
import type { CategoryView } from '../../http/contracts/categories.ts'
import { categoriesQuery, saveCategory } from '../api/categories.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './knowledge.module.css'

type Props = { shopId: string; category: Category; onClose: () => void }

/** What the shop calls a category, which messages belong to it, and whether it is used. */
export function CategoryForm({ shopId, category, onClose }: Props) {
  const list = useQuery(categoriesQuery(shopId))
  const problem = useProblemText(list.error)
  const held = list.data?.find((one) => one.category === category)
  if (list.error) return <ProblemNote text={problem} onRetry={() => void list.refetch()} />
  if (!held) return <Skeleton height={240} radius="lg" />
  return <Fields key={held.changedAt} shopId={shopId} held={held} onClose={onClose} />
}

function Fields({ shopId, held, onClose }: { shopId: string; held: CategoryView; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { category, changedAt } = held
  const [names, setNames] = useState(held.names)
  const [lines, setLines] = useState(held.examples.join('\n'))
  const [isActive, setIsActive] = useState(held.isActive)
  const save = useMutation({
    mutationFn: () =>
      saveCategory({ shopId, category }, { names, examples: examplesOf(lines), isActive, changedAt }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['categories', shopId] })
      onClose()
    },
  })
  const problem = useProblemText(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={18}>
        <fieldset className={css.group}>
          <legend>{t('procedures.category.names')}</legend>
          <p className={css.hint}>{t('procedures.category.namesHint')}</p>
          <div className={css.row}>
            {(['zh', 'ru', 'en'] as const).map((language) => (
              <TextInput
                key={language}
                label={t(`procedures.languages.${language}`)}
                placeholder={t(`categories.${category}`, { lng: language })}
                maxLength={60}
                value={names[language]}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setNames((before) => ({ ...before, [language]: value }))
                }}
              />
            ))}
          </div>
        </fieldset>
        <Textarea
          label={t('procedures.category.examples')}
          description={t('procedures.category.examplesHint')}
          autosize
          minRows={4}
          maxRows={14}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <Checkbox
          label={t('procedures.category.active')}
          description={t('procedures.category.activeHint')}
          checked={isActive}
          disabled={category === LAST_CATEGORY}
          onChange={(event) => setIsActive(event.currentTarget.checked)}
        />
        {save.error && <ProblemNote text={problem} />}
        <FormEnd onCancel={onClose} label={t('actions.save')} isPending={save.isPending} />
      </Stack>
    </form>
  )
}

/** One message a line; empty lines go. */
const examplesOf = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
