import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KNOWLEDGE_KINDS, KNOWLEDGE_STATUSES } from '../../domain/knowledge-entry.ts'
import { ATTENTIONS, KNOWLEDGE_SORTS } from '../../http/contracts/knowledge.ts'
import type { Shop } from '../../http/contracts/shops.ts'
import type { KnowledgeFilter } from '../api/knowledge.ts'
import admin from './admin.module.css'
import css from './knowledge.module.css'

type Props = {
  text: string
  onText: (text: string) => void
  filter: KnowledgeFilter
  onFilter: (filter: KnowledgeFilter) => void
  shops: Shop[]
  owners: string[]
  total: number | undefined
}

export function KnowledgeFilters({ text, onText, filter, onFilter, shops, owners, total }: Props) {
  const { t } = useTranslation()
  const pick = <K extends keyof KnowledgeFilter>(
    key: K,
    values: readonly KnowledgeFilter[K][],
    chosen: string,
  ) => onFilter({ ...filter, [key]: values.find((value) => value === chosen) })
  return (
    <>
      <div className={admin.searchLine}>
        <TextInput
          type="search"
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        {total !== undefined && (
          <span className={admin.count} role="status">
            {t('knowledge.count', { count: total })}
          </span>
        )}
      </div>
      <div className={css.filters}>
        {shops.length > 1 && (
          <Choice
            label={t('knowledge.shop')}
            all={t('knowledge.allShops')}
            value={filter.shopId}
            options={shops.map(({ id, name }) => [id, name])}
            onPick={(value) => onFilter({ ...filter, shopId: value || undefined })}
          />
        )}
        <Choice
          label={t('knowledge.attention')}
          all={t('knowledge.attentions.any')}
          value={filter.attention}
          options={ATTENTIONS.map((one) => [one, t(`knowledge.attentions.${one}`)])}
          onPick={(value) => pick('attention', ATTENTIONS, value)}
        />
        <Choice
          label={t('knowledge.status')}
          all={t('knowledge.allStatuses')}
          value={filter.status}
          options={KNOWLEDGE_STATUSES.map((one) => [one, t(`knowledge.statuses.${one}`)])}
          onPick={(value) => pick('status', KNOWLEDGE_STATUSES, value)}
        />
        <Choice
          label={t('knowledge.kind')}
          all={t('knowledge.allKinds')}
          value={filter.kind}
          options={KNOWLEDGE_KINDS.map((one) => [one, t(`knowledge.kinds.${one}`)])}
          onPick={(value) => pick('kind', KNOWLEDGE_KINDS, value)}
        />
        {owners.length > 0 && (
          <Choice
            label={t('knowledge.owner')}
            all={t('knowledge.allOwners')}
            value={filter.owner}
            options={owners.map((one) => [one, one])}
            onPick={(value) => onFilter({ ...filter, owner: value || undefined })}
          />
        )}
        <NativeSelect
          size="xs"
          aria-label={t('knowledge.sort')}
          value={filter.sort ?? 'id'}
          onChange={(event) => pick('sort', KNOWLEDGE_SORTS, event.currentTarget.value)}
          data={KNOWLEDGE_SORTS.map((one) => ({ value: one, label: t(`knowledge.sorts.${one}`) }))}
        />
      </div>
    </>
  )
}

type ChoiceProps = {
  label: string
  all: string
  value: string | undefined
  options: (readonly [string, string])[]
  onPick: (value: string) => void
}

function Choice({ label, all, value, options, onPick }: ChoiceProps) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data-chosen={value !== undefined}
      value={value ?? ''}
      onChange={(event) => onPick(event.currentTarget.value)}
      data={[{ value: '', label: all }, ...options.map(([one, name]) => ({ value: one, label: name }))]}
    />
  )
}
