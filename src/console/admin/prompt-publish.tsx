import { Checkbox, Modal, Stack, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromptView, PromptVersion as Version } from '../../http/contracts/prompts.ts'
import { publishPrompt } from '../api/prompts.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { numberOfKey, usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

type Props = { prompt: PromptView; version: Version; onClose: () => void }

/** To which shops and why; a version that no bench has seen asks once more. */
export function PromptPublish({ prompt, version, onClose }: Props) {
  const { t } = useTranslation()
  const { keyWords } = usePromptWords()
  const client = useQueryClient()
  const others = prompt.live.filter(({ key }) => key !== version.key)
  const [chosen, setChosen] = useState(() => others.map(({ shopId }) => shopId))
  const [reason, setReason] = useState('')
  const [acceptsUntested, setAcceptsUntested] = useState(false)
  const untested = others.filter(
    ({ shopId }) => chosen.includes(shopId) && !version.isShipped && !version.testedIn.includes(shopId),
  )
  const publish = useMutation({
    mutationFn: () =>
      publishPrompt(prompt.name, {
        number: numberOfKey(version.key),
        shops: others
          .filter(({ shopId }) => chosen.includes(shopId))
          .map(({ shopId, release }) => ({ shopId, release })),
        reason,
        acceptsUntested,
      }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ['prompts'] }),
  })
  const problem = useProblemText(publish.error)
  const isReady = chosen.length > 0 && reason.trim() !== '' && (untested.length === 0 || acceptsUntested)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('prompts.publishTitle', { version: keyWords(version.key) })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) publish.mutate()
        }}
      >
        <Stack gap={14}>
          <Checkbox.Group label={t('prompts.shops')} value={chosen} onChange={setChosen}>
            <Stack gap={8} mt={6}>
              {others.map(({ shopId, shopName, key }) => (
                <Checkbox
                  key={shopId}
                  value={shopId}
                  label={t('prompts.shopNow', { shop: shopName, version: keyWords(key) })}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Textarea
            label={t('prompts.reason')}
            description={t('prompts.reasonHint')}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {untested.length > 0 && (
            <div className={own.misfit}>
              <IconAlertTriangle size={16} aria-hidden />
              <Checkbox
                label={t('prompts.acceptUntested', {
                  shops: untested.map(({ shopName }) => shopName).join(', '),
                })}
                checked={acceptsUntested}
                onChange={(event) => setAcceptsUntested(event.currentTarget.checked)}
              />
            </div>
          )}
          <p className={own.hint}>{t('prompts.publishHint')}</p>
          {publish.error && <ProblemNote text={problem} />}
          <FormEnd
            onCancel={onClose}
            label={t('prompts.publishYes')}
            disabled={!isReady}
            isPending={publish.isPending}
          />
        </Stack>
      </form>
    </Modal>
  )
}
