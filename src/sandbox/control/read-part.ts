import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'

/** Bodies come as text, whatever the type says, because the API beside needs them untouched. */
export function readPart<S extends z.ZodType>(
  schema: S,
  request: FastifyRequest,
  part: 'body' | 'params' = 'body',
): z.output<S> {
  if (part === 'params') return schema.parse(request.params)
  const text = typeof request.body === 'string' ? request.body.trim() : ''
  return schema.parse(text === '' ? {} : JSON.parse(text))
}
