import { Textarea } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Fillable } from '../../domain/knowledge-entry.ts'
import type { SaveKnowledge } from '../../http/contracts/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { isMarked } from './entry-form.ts'
import css from './knowledge.module.css'

type Props = {
  content: SaveKnowledge
  doubtful: Fillable[]
  onChange: (change: Partial<SaveKnowledge>) => void
}

const PAIRS = {
  Ru: { lang: 'ru', question: 'questionRu', answer: 'answerRu' },
  Zh: { lang: 'zh-CN', question: 'questionZh', answer: 'answerZh' },
  En: { lang: 'en', question: 'questionEn', answer: 'answerEn' },
} as const
/** The reader's own language stands first; the Russian, which buyers get, beside it. */
const ORDER = { zh: ['Zh', 'Ru', 'En'], ru: ['Ru', 'Zh', 'En'], en: ['En', 'Ru', 'Zh'] } as const

/** The two languages that are read beside each other, then the third. */
export function KnowledgeTexts({ content, doubtful, onChange }: Props) {
  const { language } = useLanguage()
  const [first, second, third] = ORDER[language].map((one) => PAIRS[one])
  const fields = [
    ...(['question', 'answer'] as const).flatMap((part) => [first, second].map((pair) => ({ pair, part }))),
    ...(['question', 'answer'] as const).map((part) => ({ pair: third, part })),
  ]
  return (
    <div className={css.languages}>
      {fields.map(
        ({ pair, part }) =>
          pair && (
            <Text
              key={pair[part]}
              field={pair[part]}
              lang={pair.lang}
              isLong={part === 'answer'}
              content={content}
              isDoubtful={doubtful.includes(pair[part])}
              onChange={onChange}
            />
          ),
      )}
    </div>
  )
}

type TextField = (typeof PAIRS)[keyof typeof PAIRS]['question' | 'answer']
type TextProps = Pick<Props, 'content' | 'onChange'> & {
  field: TextField
  lang: string
  isLong: boolean
  isDoubtful: boolean
}

function Text({ field, lang, isLong, content, isDoubtful, onChange }: TextProps) {
  const { t } = useTranslation()
  const isByMachine = isMarked(content, field)
  return (
    <Textarea
      autosize
      minRows={isLong ? 4 : 2}
      maxRows={isLong ? 14 : 6}
      maxLength={isLong ? 4000 : 1000}
      lang={lang}
      label={t(`knowledge.${field}`)}
      value={content[field] ?? ''}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      {...(isByMachine
        ? {
            description: (
              <span className={css.machine} data-doubtful={isDoubtful}>
                <IconSparkles size={12} aria-hidden />
                {t(isDoubtful ? 'knowledge.numbersDiffer' : 'knowledge.byMachine')}
              </span>
            ),
            inputWrapperOrder: ['label', 'input', 'description', 'error'],
          }
        : {})}
    />
  )
}
