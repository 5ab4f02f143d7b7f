import fc from 'fast-check'
import { expect, it } from 'vitest'
import { virtualSandbox } from '../../../test/factories/virtual-sandbox.ts'
import { METHODS } from './methods.ts'

const KEYS = [
  'chat_id',
  'text',
  'limit',
  'filter',
  'cursor',
  'message_ids',
  'from_message_id',
  'url',
  'id',
  'since',
  'sku',
]
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, 0, -1, 1e30, '', '99999999999999999999999', true, 'http://x'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value')),
  ),
})).value

it('a body of any shape on any method is answered, and never with a 5xx', async () => {
  const { call } = virtualSandbox({
    limits: { requestsPerSecond: Number.POSITIVE_INFINITY },
    onPush: async () => ({ status: 200, body: '' }),
  })
  const path = fc.constantFrom(...Object.keys(METHODS))
  const property = fc.asyncProperty(path, anything, async (method, body) => {
    expect((await call(method, body)).status).toBeLessThan(500)
  })
  await fc.assert(property, { numRuns: 1000 })
})
