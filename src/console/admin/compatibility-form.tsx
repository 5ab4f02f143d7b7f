import { ActionIcon, Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompatibilityRow, ShopProduct } from '../../http/contracts/products.ts'
import { saveCompatibility } from '../api/products.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './products.module.css'

type Row = CompatibilityRow & { key: number }

/** What a product fits and what it does not, a line each: the Russian goes into drafts, the Chinese is for the desk. */
export function CompatibilityForm({ product, onDone }: { product: ShopProduct; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  // As it was when the form was opened: a reload behind it must not pass for having been seen.
  const [before] = useState(product.compatibility)
  const [rows, setRows] = useState<Row[]>(() => before.map((row, key) => ({ ...row, key })))
  const save = useMutation({
    mutationFn: () => {
      const compatibility = rows.map(({ fits, other }) => ({ fits, other }))
      return saveCompatibility(product, { compatibility, before })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['knowledge'] })
      onDone()
    },
  })
  const problem = useProblemText(save.error)
  const change = (key: number, part: Partial<CompatibilityRow>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={css.form} onSubmit={submit}>
      {rows.map(({ key, fits, other }, i) => (
        <div key={key} className={css.row}>
          <NativeSelect
            aria-label={t('products.rowFits', { number: i + 1 })}
            value={fits ? 'fits' : 'unfit'}
            onChange={(event) => change(key, { fits: event.currentTarget.value === 'fits' })}
            data={[
              { value: 'fits', label: t('products.fits') },
              { value: 'unfit', label: t('products.unfit') },
            ]}
          />
          <TextInput
            lang="ru"
            required
            withAsterisk={false}
            pattern=".*\S.*"
            maxLength={300}
            aria-label={t('products.rowRu', { number: i + 1 })}
            placeholder={t('products.inRussian')}
            value={other.ru}
            onChange={(event) => change(key, { other: { ...other, ru: event.currentTarget.value } })}
          />
          <TextInput
            lang="zh-CN"
            maxLength={300}
            aria-label={t('products.rowZh', { number: i + 1 })}
            placeholder={t('products.inChinese')}
            value={other.zh ?? ''}
            onChange={(event) => change(key, { other: { ...other, zh: event.currentTarget.value } })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('products.remove', { number: i + 1 })}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group gap={8}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={rows.length >= 200}
          onClick={() =>
            setRows([
              ...rows,
              { fits: true, other: { ru: '' }, key: Math.max(-1, ...rows.map(({ key }) => key)) + 1 },
            ])
          }
        >
          {t('products.add')}
        </Button>
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          {t('actions.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('actions.cancel')}
        </Button>
      </Group>
      {save.error && <ProblemNote text={problem} />}
    </form>
  )
}
