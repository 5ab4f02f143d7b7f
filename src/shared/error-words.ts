/**
 * What an error says, without what it was about: a failed query names its parameters, which are a buyer's words, a
 * sealed key, a password's hash.
 */
export function errorWords(error: unknown): string {
  return withoutParameters(error instanceof Error ? error.message : String(error))
}

/** Fields of errors that may stand in a log; `params`, `detail`, `where` and all others may carry a row's content. */
const LOGGED = [
  'kind',
  'code',
  'method',
  'status',
  'outcome',
  'traceId',
  'query',
  'table',
  'constraint',
] as const

/** An error as it is written to the log, with its causes. */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutParameters(error) : typeof error
  const fields = Object.fromEntries(
    LOGGED.flatMap((name) => {
      const value = (error as unknown as Record<string, unknown>)[name]
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : []
    }),
  )
  return {
    type: error.name,
    message: errorWords(error),
    stack: withoutParameters(error.stack ?? ''),
    ...fields,
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: errorForLog(error.cause, depth + 1) }),
  }
}

/** Parameters may hold line breaks: they end where the stack begins, or not at all. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$(?![\s\S]))/g, '')
}
