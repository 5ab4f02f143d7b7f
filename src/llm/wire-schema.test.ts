import { expect, test } from 'vitest'
import { z } from 'zod'
import { wireSchema } from './wire-schema.ts'

test('what strict servers refuse is left out at every depth, fields of the same name stay', () => {
  const schema = z.object({
    count: z.int().min(1).max(9),
    day: z.iso.date(),
    lines: z.array(z.object({ format: z.string().min(1).max(80).default('x') })).max(5),
    either: z.union([z.string().regex(/^a/), z.null()]),
    ends: z.union([z.literal('never'), z.object({ on: z.iso.date() })]),
  })
  expect(wireSchema(schema)).toEqual({
    type: 'object',
    properties: {
      count: { type: 'integer' },
      day: { type: 'string' },
      lines: {
        type: 'array',
        items: {
          type: 'object',
          properties: { format: { type: 'string' } },
          required: ['format'],
          additionalProperties: false,
        },
      },
      either: { type: ['string', 'null'] },
      ends: {
        anyOf: [
          { type: 'string', const: 'never' },
          {
            type: 'object',
            properties: { on: { type: 'string' } },
            required: ['on'],
            additionalProperties: false,
          },
        ],
      },
    },
    required: ['count', 'day', 'lines', 'either', 'ends'],
    additionalProperties: false,
  })
})
