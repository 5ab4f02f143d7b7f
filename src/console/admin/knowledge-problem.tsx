import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ENTRY_PROBLEMS, FILLABLE } from '../../domain/knowledge-entry.ts'
import { ApiError } from '../api/client.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

const problemsSchema = z.object({
  problems: z.array(z.object({ field: z.string(), code: z.enum(ENTRY_PROBLEMS) })),
})

/** Why an entry was not kept: each problem with the field it concerns. */
export function KnowledgeProblem({ error }: { error: Error }) {
  const { t } = useTranslation()
  const text = useProblemText(error)
  const parsed = problemsSchema.safeParse(error instanceof ApiError ? error.details : undefined)
  if (!parsed.success) return <ProblemNote text={text} />
  const reasons = parsed.data.problems.map(({ field, code }) => {
    const named = FILLABLE.find((one) => one === field)
    const reason = t(`knowledge.problems.${code}`)
    return named ? `${t(`knowledge.fields.${named}`)}: ${reason}` : reason
  })
  return <ProblemNote text={reasons.join(' ')} />
}
