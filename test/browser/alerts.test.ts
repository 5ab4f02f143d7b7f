import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot } from './stage.ts'

describeScreens('alerts', ({ open }) => {
  test('a person adds a webhook, tries what is broken, and chooses what is told and when not', async () => {
    const { page, api } = await open('/alerts')
    const mine = page.getByRole('region', { name: 'Where you are told', exact: true }).first()
    await mine.getByText(/Refused by the receiver \(Forbidden: bot was kicked/).waitFor()
    await mine.getByText(/2 alerts wait · last attempt: 450 4\.2\.0 Greylisted/).waitFor()
    await page.getByRole('button', { name: 'Send a test: Telegram -1001234' }).click()
    await page
      .getByText('Refused. The receiver said: Forbidden: bot was kicked from the group chat')
      .waitFor()
    await page.getByRole('button', { name: /^Send a test: E-mail/ }).click()
    await page.getByText('Delivered. The receiver said: 250 2.0.0 Ok: queued').waitFor()

    await page.getByRole('button', { name: 'Add a target' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a target' })
    await dialog.getByLabel('Kind').selectOption('telegram')
    await dialog.getByText('An admin has not set this up yet').waitFor()
    await dialog.getByLabel('Kind').selectOption('webhook')
    await dialog.getByLabel('Address of the webhook').fill('https://example.com/hook')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByText('whsec_shown-once').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await mine.getByText('https://example.com/hook').waitFor()
    expect(api.callsTo('/targets')[0]?.body).toEqual({ kind: 'webhook', address: 'https://example.com/hook' })

    await page.getByText('You are told nothing until you save this.').waitFor()
    await page.getByLabel('reviews of one star').uncheck()
    await page.getByLabel('Quiet hours').check()
    await page.getByLabel('To', { exact: true }).fill('22:00')
    await page.getByText('Another time than the beginning, please.').waitFor()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
    await page.getByLabel('To', { exact: true }).fill('09:30')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()
    const [saved] = api.callsTo('/api/alerts').filter(({ method }) => method === 'PUT')
    expect(saved?.body).toMatchObject({
      quiet: { from: '22:00', to: '09:30' },
      shopIds: null,
      leadMinutes: 60,
    })
    expect(JSON.stringify(saved?.body)).not.toContain('one_star')
    await shoot(page, 'alerts')
  })

  test('an admin sets the mail server and sees whose targets are broken; an agent sees neither', async () => {
    const { page, api } = await open('/alerts')
    await page
      .getByRole('row', { name: /Anna Webhook · hooks.example.com Refused by the receiver \(HTTP 410\)/ })
      .waitFor()
    await page.getByPlaceholder('smtp.example.com').fill('mail.example.com')
    await page.getByRole('button', { name: 'Save the mail server' }).click()
    await expect.poll(() => api.callsTo('/mail').length).toBe(1)
    expect(api.callsTo('/mail')[0]?.body).toEqual({
      host: 'mail.example.com',
      port: 465,
      security: 'tls',
      user: 'otvet',
      from: 'otvet@example.com',
    })
    await page.getByLabel('Send a test to', { exact: true }).fill('me@example.com')
    await page.getByRole('button', { name: 'Send a test e-mail' }).click()
    await page.getByText('Delivered. The receiver said: 250 2.0.0 Ok: queued').waitFor()
    const agent = await open('/alerts', { api: { role: 'agent' } })
    await agent.page.getByRole('heading', { name: 'What you are told' }).waitFor()
    expect(await agent.page.getByRole('heading', { name: 'Mail server' }).count()).toBe(0)
  })

  test('on a phone, in Chinese and in Russian, nothing runs out of the page', async () => {
    for (const [locale, title] of [
      ['zh-CN', '提醒发送到'],
      ['ru-RU', 'Куда сообщать'],
    ] as const) {
      const { page } = await open('/alerts', { viewport: PHONE, locale })
      await page.getByRole('heading', { name: title }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
      expect(await seriousProblems(page)).toEqual([])
      await shoot(page, `alerts-phone-${locale}`)
    }
  })
})
