import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatModelView } from '../../http/contracts/chat-model.ts'
import { chatModelQuery, forgetChatModel } from '../api/chat-model.ts'
import { statusQuery } from '../api/status.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { ModelForm } from './model-form.tsx'

/** Which model writes drafts, and the form that changes it; read only where the server's settings name one. */
export function ModelChoice() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error, isPending, refetch } = useQuery(chatModelQuery)
  const [isChoosing, setIsChoosing] = useState(false)
  const onSaved = (next: ChatModelView) => {
    client.setQueryData(chatModelQuery.queryKey, next)
    void client.invalidateQueries({ queryKey: statusQuery.queryKey })
    setIsChoosing(false)
  }
  const forget = useMutation({ mutationFn: forgetChatModel, onSuccess: onSaved })
  const problem = useProblemText(error ?? forget.error)
  if (isPending) return <Skeleton height={60} radius="lg" />
  if (!data) return <ProblemNote text={problem} onRetry={() => void refetch()} />
  return (
    <>
      <p>
        {data.chosen
          ? t('modelChoice.chosen', { model: data.chosen.model, server: data.chosen.baseUrl ?? 'OpenAI' })
          : t('modelChoice.none')}
      </p>
      {data.from === 'settings' && <p>{t('modelChoice.fromSettings')}</p>}
      {forget.error && <ProblemNote text={problem} />}
      {data.from !== 'settings' && !isChoosing && (
        <div className={css.cardHead}>
          <Button variant="default" size="sm" onClick={() => setIsChoosing(true)}>
            {t(data.chosen ? 'modelChoice.change' : 'modelChoice.choose')}
          </Button>
          {data.chosen && (
            <Button variant="subtle" size="sm" loading={forget.isPending} onClick={() => forget.mutate()}>
              {t('modelChoice.forget')}
            </Button>
          )}
        </div>
      )}
      {data.from !== 'settings' && isChoosing && (
        <ModelForm chosen={data.chosen} onSaved={onSaved} onCancel={() => setIsChoosing(false)} />
      )}
    </>
  )
}
