import { useTranslation } from 'react-i18next'
import { diffLines } from '../../domain/text/line-diff.ts'
import { TextChange } from './knowledge-diff.tsx'
import own from './prompts.module.css'

/** This many lines that stayed are shown around a change. */
const AROUND = 1

/** What changed from one text to the other, word by word; long stretches that stayed are folded. */
export function PromptDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation()
  const blocks = diffLines(before, after)
  if (blocks.every(({ kind }) => kind === 'same')) return <p className={own.hint}>{t('prompts.same')}</p>
  return (
    <div className={own.diff}>
      {blocks.map((block, index) => {
        const key = `${index}-${block.kind}`
        if (block.kind === 'changed') return <TextChange key={key} parts={block.parts} />
        const { lines } = block
        const head = index === 0 ? [] : lines.slice(0, AROUND)
        const tail = index === blocks.length - 1 ? [] : lines.slice(-AROUND)
        const folded = lines.length - head.length - tail.length
        if (folded <= 1) return <Stayed key={key} lines={lines} />
        return (
          <div key={key}>
            {head.length > 0 && <Stayed lines={head} />}
            <p className={own.folded}>{t('prompts.folded', { count: folded })}</p>
            {tail.length > 0 && <Stayed lines={tail} />}
          </div>
        )
      })}
    </div>
  )
}

const Stayed = ({ lines }: { lines: string[] }) => <p className={own.stayed}>{lines.join('\n')}</p>
