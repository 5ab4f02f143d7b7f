import type { drafts } from '../db/schema/drafting.ts'
import type { DraftSentence, ReadingCard } from '../domain/draft.ts'
import { readingCard } from '../domain/reading-card.ts'
import { splitSentences } from '../domain/text/sentences.ts'
import { promisesIn } from './compose/find-promises.ts'

type Draft = Pick<
  typeof drafts.$inferSelect,
  'sentences' | 'unanswered' | 'classification' | 'evidence' | 'composer' | 'readingCard'
>

/** The card of words alone: nothing is known to be answered, all promises, numbers and requests are listed. */
export function cardOfWords(text: string, draft?: Draft): ReadingCard {
  const known = draft?.sentences ?? []
  const keptWhole = known.filter(({ ru }) => text.includes(ru.trim()))
  const rest = keptWhole.reduce((left, { ru }) => left.replace(ru.trim(), '\n'), text)
  const own: DraftSentence[] = splitSentences(rest).map((ru) => ({ ru, evidenceIds: [], class: 'inferred' }))
  const sentences = [...keptWhole, ...own]
  return readingCard(
    {
      kind: 'answer',
      sentences,
      promises: promisesIn(sentences),
      // Whether the new words answer it is not known: what was open stays on the list.
      unanswered: draft?.unanswered ?? [],
      abstained: false,
      composer: draft?.composer === 'model' ? 'model' : 'built-in',
      photos: draft?.readingCard.photos,
    },
    draft?.classification.asks ?? [],
    draft?.evidence,
  )
}
