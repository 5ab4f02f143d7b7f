import { expect, it } from 'vitest'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import type { Webhook } from '../channels/ozon/client/notifications.ts'
import { webhookFinding } from './check-webhook.ts'

const URL = 'https://otvet.test/webhooks/ozon/key'

const check = (webhook: Partial<Webhook>, answer = { isActive: true, errors: [] as object[] }) => {
  const answers: Record<string, unknown> = {
    '/v1/notification/list': { webhooks: [{ url: URL, enabled: true, availability: 'GREEN', ...webhook }] },
    '/v1/notification/check': answer,
  }
  const client = { call: async ({ path }: { path: string }) => answers[path] }
  return webhookFinding(client as unknown as OzonClient, URL)
}

it('pushes that the marketplace itself switched off need a new entry, others a switch', async () => {
  const off = async (disableReason: string) => (await check({ enabled: false, disableReason })).message
  expect(await off('ADMIN')).toMatch(/cannot be switched on again\. Delete the address/)
  for (const reason of ['AVAILABILITY', 'SELLER'])
    expect(await off(reason)).toMatch(/switch them on in the cabinet/)
})

it('a slow grade is a warning while pushes still arrive', async () => {
  const slow = { status: 'warning', code: 'pushes_slow', values: { availability: 'RED' } }
  expect(await check({ availability: 'RED' })).toMatchObject(slow)
  expect(await check({})).toMatchObject({ status: 'ok' })
})

it('says what a test push met', async () => {
  const errors = [{ type: 'STATUS_CODE_NOT_OK', description: 'got 502' }]
  const found = await check({}, { isActive: false, errors })
  expect(found).toMatchObject({ status: 'error', message: expect.stringContaining('got 502') })
})
