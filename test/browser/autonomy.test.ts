import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { collectComplaints, DESKTOP, findChromium, launchChromium, PHONE } from './browser.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'

describe.runIf(findChromium() !== undefined)('automatic sending in the console', () => {
  let browser: Browser
  let api: FakeApi
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterEach(async () => {
    await context?.close()
    await api?.close()
    expect(complaints).toEqual([])
  })
  afterAll(() => browser?.close())

  async function open(path: string, options: Parameters<typeof startFakeApi>[0] = {}, viewport = DESKTOP) {
    api = await startFakeApi(options)
    context = await browser.newContext({ viewport, locale: 'en-US', reducedMotion: 'reduce' })
    await context.addCookies([api.signIn()])
    page = await context.newPage()
    complaints = collectComplaints(page)
    await page.goto(api.url + path)
  }

  test('an admin fills the grid, turns one cell, and saves the conditions', async () => {
    await open('/auto-send')
    await page.getByRole('button', { name: 'Balanced' }).click()
    await page.getByRole('button', { name: 'Replace the grid: Balanced' }).click()
    const cell = page.getByRole('combobox', { name: 'Stock, price, Chat' })
    await expect.poll(() => cell.inputValue()).toBe('on')
    await cell.selectOption('dry_run')
    await expect
      .poll(() => api.callsTo('/autonomy/cells')[0]?.body)
      .toEqual({
        cells: [{ channel: 'ozon-chat', category: 'stock_price', state: 'dry_run' }],
      })
    // Fraud is always answered by a person: there is nothing to turn on.
    const fraud = page.getByRole('combobox', { name: 'Fraud, Chat' })
    expect(await fraud.locator('option').allTextContents()).toEqual(['Off', 'Draft'])
    await page.getByLabel('Stop words').fill('суд*\n\nюрист')
    await page.getByLabel('Holidays').fill('tomorrow')
    expect(await page.getByRole('button', { name: 'Save conditions' }).isDisabled()).toBe(true)
    await page.getByLabel('Holidays').fill('2026-12-31\n2027-01-01 2027-01-08')
    await page.getByRole('button', { name: 'Save conditions' }).click()
    await expect
      .poll(() => api.callsTo('/autonomy/policy')[0]?.body)
      .toMatchObject({
        version: 0,
        policy: {
          stopWords: ['суд*', 'юрист'],
          holidays: [
            { from: '2026-12-31', to: '2026-12-31' },
            { from: '2027-01-01', to: '2027-01-08' },
          ],
        },
      })
  })

  test('an agent pulls the brake on a phone, everybody sees it, and cannot let go of it', async () => {
    await open('/status', { role: 'agent' }, PHONE)
    await page.getByLabel('Why (others will see it)').fill('Wrong prices')
    await page.getByRole('button', { name: 'Stop auto-send' }).click()
    await page.getByText('Auto-send is stopped everywhere.').waitFor()
    expect(await page.getByRole('button', { name: 'Release' }).isDisabled()).toBe(true)
    await page.goto(`${api.url}/inbox`)
    await page.getByText('Auto-send is stopped everywhere.').waitFor()
    expect(await page.getByText('Wrong prices').isVisible()).toBe(true)
  })

  test('a case tells when its draft leaves, and any agent keeps it', async () => {
    await open('/inbox/demo/c-order', { role: 'agent' })
    const waiting = api.cases.find(({ conversation }) => conversation.conversationId === 'c-order')
    if (waiting) waiting.conversation.leavesAt = new Date(Date.now() + 240_000).toISOString()
    api.tell('c-order')
    await page.getByText(/^Leaves at \d\d:\d\d\.$/).waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByText('Why it does not leave by itself').click()
    await page.getByText('A stop word: «суд*»').waitFor()
    expect(api.callsTo('/stop-send')).toHaveLength(1)
  })
})
