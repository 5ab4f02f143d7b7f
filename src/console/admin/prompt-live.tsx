import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LivePrompt, PromptView } from '../../http/contracts/prompts.ts'
import { rollBackPrompt } from '../api/prompts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

/** Which version each shop uses, and the way back. */
export function PromptLive({ prompt }: { prompt: PromptView }) {
  const { t } = useTranslation()
  return (
    <section className={css.card} aria-label={t('prompts.liveTitle')}>
      <h2>{t('prompts.liveTitle')}</h2>
      {prompt.live.length === 0 && <p>{t('shops.empty')}</p>}
      <ul className={own.live}>
        {prompt.live.map((live) => (
          <LiveLine key={live.shopId} name={prompt.name} live={live} />
        ))}
      </ul>
    </section>
  )
}

function LiveLine({ name, live }: { name: string; live: LivePrompt }) {
  const { t } = useTranslation()
  const { tag, language } = useLanguage()
  const { keyWords } = usePromptWords()
  const { shopName, key, inUse, problems, movedAt, movedBy, reason } = live
  return (
    <li aria-label={shopName}>
      <div className={own.liveWords}>
        <strong>{shopName}</strong>
        <span className={own.key} data-own={inUse.startsWith('own')}>
          {keyWords(inUse)}
        </span>
        <small>
          {[
            ...(movedBy ? [movedBy.name] : []),
            ...(movedAt ? [moscowDayTime(movedAt, tag)] : []),
            ...(reason ? [reason] : []),
          ].join(' · ') || t('prompts.neverMoved')}
        </small>
        {key !== inUse && (
          <div className={own.misfit} role="status">
            <IconAlertTriangle size={15} aria-hidden />
            <div>
              {t('prompts.outgrown', { version: keyWords(key) })}
              {problems.map((one) => (
                <p key={one.code}>{one.message[language]}</p>
              ))}
            </div>
          </div>
        )}
      </div>
      {live.backTo && <RollBack name={name} live={live} backTo={live.backTo} />}
    </li>
  )
}

/** Asked twice, because the next draft is written with it; the reason may stay empty. */
function RollBack({ name, live, backTo }: { name: string; live: LivePrompt; backTo: string }) {
  const { t } = useTranslation()
  const { keyWords } = usePromptWords()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const back = useMutation({
    mutationFn: () => rollBackPrompt(live.shopId, name, { release: live.release }),
    onSuccess: () => setIsAsking(false),
    onSettled: () => client.invalidateQueries({ queryKey: ['prompts'] }),
  })
  const problem = useProblemText(back.error)
  const label = t('prompts.rollBackTo', { version: keyWords(backTo) })
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {label}
      </Button>
    )
  return (
    <div className={own.ask}>
      <Button size="compact-sm" loading={back.isPending} onClick={() => back.mutate()}>
        {t('prompts.rollBackYes', { shop: live.shopName })}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
        {t('actions.cancel')}
      </Button>
      {back.error && <ProblemNote text={problem} />}
    </div>
  )
}
