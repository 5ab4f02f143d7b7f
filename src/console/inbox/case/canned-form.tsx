import { Button, Group, Modal, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CANNED_VARIABLES } from '../../../domain/canned-reply.ts'
import type { CannedReply } from '../../../http/contracts/canned.ts'
import { addCanned, cannedQuery, removeCanned, saveCanned } from '../../api/canned.ts'
import { sessionQuery } from '../../api/session.ts'
import { shopsQuery } from '../../api/shops.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import css from './canned.module.css'

/** Writes a canned reply anew or changes one. */
export function CannedForm({
  reply,
  text,
  onDone,
}: {
  reply: CannedReply | undefined
  text: string
  onDone: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data: shops = [] } = useQuery(shopsQuery)
  const mayShare = session?.user.role === 'lead' || session?.user.role === 'admin'
  const [values, setValues] = useState(() => ({
    title: reply?.title ?? '',
    textRu: reply?.textRu ?? text,
    meaning: reply?.meaning ?? '',
    shopId: reply?.shopId ?? null,
    isShared: reply?.isShared ?? mayShare,
  }))
  const [isSure, setIsSure] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const put = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }))
  const finish = async () => {
    await client.invalidateQueries({ queryKey: cannedQuery.queryKey })
    onDone()
  }
  const saving = useMutation({
    mutationFn: () =>
      reply ? saveCanned(reply.id, { ...values, version: reply.version }) : addCanned(values),
    onSuccess: finish,
  })
  const removing = useMutation({ mutationFn: () => removeCanned(reply?.id ?? ''), onSuccess: finish })
  const problem = useProblemText(saving.error ?? removing.error)
  const isWhole = values.title.trim() !== '' && values.textRu.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole && !saving.isPending) saving.mutate()
  }
  const insert = (name: string) => {
    const { selectionStart = values.textRu.length, selectionEnd = selectionStart } = field.current ?? {}
    const word = `{${name}}`
    put({ textRu: values.textRu.slice(0, selectionStart) + word + values.textRu.slice(selectionEnd) })
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(selectionStart + word.length, selectionStart + word.length)
    })
  }
  return (
    <Modal
      opened
      onClose={onDone}
      size={620}
      title={t(reply ? 'canned.formEdit' : 'canned.formNew')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={t('canned.name')}
            placeholder={t('canned.namePlaceholder')}
            maxLength={120}
            required
            value={values.title}
            onChange={(event) => put({ title: event.currentTarget.value })}
          />
          <div>
            <Textarea
              ref={field}
              label={t('canned.text')}
              description={t('canned.textHint')}
              lang="ru"
              spellCheck
              autosize
              minRows={4}
              maxRows={12}
              maxLength={3000}
              required
              value={values.textRu}
              onChange={(event) => put({ textRu: event.currentTarget.value })}
            />
            <div className={css.variables}>
              <span>{t('canned.insert')}</span>
              {CANNED_VARIABLES.map((name) => (
                <button key={name} type="button" onClick={() => insert(name)}>
                  {t(`canned.variables.${name}`)}
                </button>
              ))}
            </div>
          </div>
          <Textarea
            label={t('canned.meaning')}
            description={t('canned.meaningHint')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={3000}
            value={values.meaning}
            onChange={(event) => put({ meaning: event.currentTarget.value })}
          />
          {shops.length > 1 && (
            <Select
              label={t('canned.shop')}
              placeholder={t('canned.anyShop')}
              clearable
              data={shops.map(({ id, name }) => ({ value: id, label: name }))}
              value={values.shopId}
              onChange={(shopId) => put({ shopId })}
            />
          )}
          {mayShare && (
            <Switch
              label={t('canned.share')}
              description={t('canned.shareHint')}
              checked={values.isShared}
              onChange={(event) => put({ isShared: event.currentTarget.checked })}
            />
          )}
          {problem && <ProblemNote text={problem} />}
          <Group gap={8}>
            {reply && (
              <Button
                mr="auto"
                variant="subtle"
                color="red"
                loading={removing.isPending}
                onClick={() => (isSure ? removing.mutate() : setIsSure(true))}
              >
                {t(isSure ? 'canned.removeSure' : 'canned.remove')}
              </Button>
            )}
            <Button ml="auto" variant="default" onClick={onDone}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" disabled={!isWhole} loading={saving.isPending}>
              {t('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
