import { Button, Group, NativeSelect, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fillable, KNOWLEDGE_KINDS, KNOWLEDGE_STATUSES, SCHEMES } from '../../domain/knowledge-entry.ts'
import type { KnowledgeEntry, SaveKnowledge } from '../../http/contracts/knowledge.ts'
import type { Shop } from '../../http/contracts/shops.ts'
import { fillKnowledge, saveKnowledge } from '../api/knowledge.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { dayOf, lacksLanguage, momentOf, type OpenEntry, tidied } from './entry-form.ts'
import css from './knowledge.module.css'
import { AcceptNote } from './knowledge-accept.tsx'
import { KnowledgeProblem } from './knowledge-problem.tsx'
import { KnowledgeTexts } from './knowledge-texts.tsx'
import { KnowledgeWarranty } from './knowledge-warranty.tsx'

type Props = {
  open: OpenEntry
  shops: Shop[]
  onStored: (entry: KnowledgeEntry, doubtful: Fillable[]) => void
  onClose: () => void
}

export function KnowledgeForm({ open, shops, onStored, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [content, setContent] = useState(open.content)
  const [shopId, setShopId] = useState(open.shopId)
  const { doubtful = [] } = open
  const set = (change: Partial<SaveKnowledge>) => setContent((before) => ({ ...before, ...change }))
  const ref = { shopId, id: open.id }
  const isNew = content.version === 0
  const isChanged = JSON.stringify(content) !== JSON.stringify(open.content)

  const refresh = () => client.invalidateQueries({ queryKey: ['knowledge'] })
  const save = useMutation({
    mutationFn: (change: Partial<SaveKnowledge>) => saveKnowledge(ref, tidied({ ...content, ...change })),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
  })
  // What was typed is kept first: the model reads the stored entry.
  const fill = useMutation({
    mutationFn: async () => {
      const { entry } =
        isNew || isChanged ? await saveKnowledge(ref, tidied(content)) : { entry: { ...content } }
      setContent((before) => ({ ...before, version: entry.version }))
      return fillKnowledge(ref, entry.version)
    },
    onSuccess: (filled) => onStored(filled.entry, filled.doubtful),
    onSettled: refresh,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({})
  }
  const isMarked = content.machineFilled.length > 0
  const canFill = content.status !== 'live' && lacksLanguage(content)
  return (
    <form onSubmit={submit}>
      <Stack gap={18}>
        {isMarked && (
          <AcceptNote
            content={content}
            doubtful={doubtful}
            isBusy={save.isPending}
            onAccept={(status) => save.mutate({ machineFilled: [], status })}
          />
        )}
        <div className={css.row}>
          {isNew && shops.length > 1 && (
            <NativeSelect
              label={t('knowledge.shop')}
              value={shopId}
              onChange={(event) => setShopId(event.currentTarget.value)}
              data={shops.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <NativeSelect
            label={t('knowledge.kind')}
            value={content.kind}
            onChange={(event) => {
              const kind = KNOWLEDGE_KINDS.find((one) => one === event.currentTarget.value) ?? 'faq'
              set({ kind, warranty: kind === 'warranty' ? (content.warranty ?? NO_TERMS) : null })
            }}
            data={KNOWLEDGE_KINDS.map((kind) => ({ value: kind, label: t(`knowledge.kinds.${kind}`) }))}
          />
          <NativeSelect
            label={t('knowledge.status')}
            value={content.status}
            onChange={(event) => {
              const status = KNOWLEDGE_STATUSES.find((one) => one === event.currentTarget.value)
              if (status) set({ status })
            }}
            data={KNOWLEDGE_STATUSES.map((status) => ({
              value: status,
              label: t(`knowledge.statuses.${status}`),
              disabled: status === 'live' && isMarked,
            }))}
          />
        </div>
        <fieldset className={css.group}>
          <legend>{t('knowledge.texts')}</legend>
          <KnowledgeTexts content={content} doubtful={doubtful} onChange={set} />
          <Group gap={10}>
            <Button
              variant="light"
              size="compact-md"
              leftSection={<IconSparkles size={15} aria-hidden />}
              disabled={!canFill}
              loading={fill.isPending}
              onClick={() => fill.mutate()}
            >
              {t('knowledge.fill')}
            </Button>
            <span className={css.hint}>
              {t(content.status === 'live' ? 'knowledge.fillNotLive' : 'knowledge.fillHint')}
            </span>
          </Group>
          {fill.error && <KnowledgeProblem error={fill.error} />}
          <Textarea
            autosize
            minRows={2}
            maxRows={8}
            lang="ru"
            label={t('knowledge.variants')}
            value={content.variants.join('\n')}
            onChange={(event) => set({ variants: event.currentTarget.value.split('\n') })}
          />
        </fieldset>
        {content.warranty && (
          <KnowledgeWarranty
            warranty={content.warranty}
            isMarked={content.machineFilled.includes('warranty')}
            onChange={(warranty) => set({ warranty })}
          />
        )}
        <Scope content={content} onChange={set} />
        <Upkeep content={content} onChange={set} />
        {save.error && <KnowledgeProblem error={save.error} />}
        <FormEnd onCancel={onClose} label={t('actions.save')} isPending={save.isPending} />
      </Stack>
    </form>
  )
}

const NO_TERMS = {
  months: 12,
  startEvent: 'delivery' as const,
  coverage: [],
  exclusions: [],
  serviceSteps: [],
}

type PartProps = { content: SaveKnowledge; onChange: (change: Partial<SaveKnowledge>) => void }

/** Where it holds; what is left empty holds for all. */
function Scope({ content, onChange }: PartProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={css.group}>
      <legend>{t('knowledge.scope')}</legend>
      <p className={css.hint}>{t('knowledge.scopeHint')}</p>
      <div className={css.row}>
        <TextInput
          label={t('knowledge.brand')}
          maxLength={200}
          value={content.brand ?? ''}
          onChange={(event) => onChange({ brand: event.currentTarget.value })}
        />
        <TextInput
          label={t('knowledge.category')}
          maxLength={200}
          lang="ru"
          value={content.category ?? ''}
          onChange={(event) => onChange({ category: event.currentTarget.value })}
        />
        <TagsInput
          label={t('knowledge.schemes')}
          data={[...SCHEMES]}
          value={content.schemes}
          onChange={(chosen) => onChange({ schemes: SCHEMES.filter((scheme) => chosen.includes(scheme)) })}
          clearButtonProps={{ 'aria-label': t('knowledge.clear') }}
        />
      </div>
      <TagsInput
        label={t('knowledge.skus')}
        description={t('knowledge.skusHint')}
        splitChars={[',', ' ', ';', '\n']}
        value={content.skus}
        onChange={(skus) =>
          onChange({ skus: skus.map((sku) => sku.trim()).filter((sku) => /^[\x21-\x7e]{1,128}$/.test(sku)) })
        }
        clearButtonProps={{ 'aria-label': t('knowledge.clear') }}
      />
    </fieldset>
  )
}

/** Who keeps it true, from when to when it holds, and when to look again. */
function Upkeep({ content, onChange }: PartProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={css.group}>
      <legend>{t('knowledge.upkeep')}</legend>
      <div className={css.row}>
        <TextInput
          label={t('knowledge.owner')}
          maxLength={100}
          value={content.owner ?? ''}
          onChange={(event) => onChange({ owner: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('knowledge.reviewBy')}
          value={dayOf(content.reviewBy)}
          onChange={(event) => onChange({ reviewBy: momentOf(event.currentTarget.value) })}
        />
        <TextInput
          type="date"
          label={t('knowledge.validFrom')}
          value={dayOf(content.validFrom)}
          onChange={(event) => onChange({ validFrom: momentOf(event.currentTarget.value) })}
        />
        <TextInput
          type="date"
          label={t('knowledge.validUntil')}
          value={dayOf(content.validUntil, 'last')}
          onChange={(event) => onChange({ validUntil: momentOf(event.currentTarget.value, 'last') })}
        />
      </div>
    </fieldset>
  )
}
