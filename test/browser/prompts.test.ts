import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  collectComplaints,
  DESKTOP,
  findChromium,
  launchChromium,
  PHONE,
  WITHOUT_CHROMIUM,
} from './browser.ts'
import { startFakeApi } from './fake-api.ts'

const hasChromium = findChromium() !== undefined
if (!hasChromium && process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.runIf(hasChromium)('the prompts page', () => {
  let browser: Browser
  let api: Awaited<ReturnType<typeof startFakeApi>>
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterEach(async () => {
    await context?.close()
    await api?.close()
  })
  afterAll(() => browser?.close())

  type Options = Parameters<typeof startFakeApi>[0] & { view?: typeof PHONE; colorScheme?: 'light' | 'dark' }
  async function open(path: string, { view = DESKTOP, colorScheme = 'light', ...fake }: Options = {}) {
    api = await startFakeApi(fake)
    context = await browser.newContext({ viewport: view, locale: 'en-US', colorScheme })
    await context.addCookies([api.signIn()])
    page = await context.newPage()
    complaints = collectComplaints(page)
    await page.goto(api.url + path)
  }

  test('an admin writes a version by keyboard, tries it, publishes it with a reason, and takes it back', async () => {
    await open('/prompts', { withModel: true })
    await page.getByRole('link', { name: /^Writing the reply/ }).click()
    await page.getByRole('tab', { name: 'Write' }).click()
    const text = page.getByRole('textbox', { name: 'Text of the prompt' })
    const shipped = await text.inputValue()
    await text.fill(shipped.replace('{{turn}}', ''))
    await page.getByText(/Missing: \{\{turn\}\}/).waitFor()
    expect(await page.getByRole('button', { name: 'Save as a new version' }).isDisabled()).toBe(true)
    await text.fill(shipped.replace('short sentences', 'very short sentences'))
    await page.getByText('This text fits.').waitFor()
    await page.getByLabel('Reason').fill('Shorter')
    await page.keyboard.press('Enter')
    await page.locator('ins', { hasText: 'very' }).waitFor()

    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('progressbar').waitFor()
    // The run goes on whoever looks: a reload comes back to it.
    await page.reload()
    await page.getByText('finished').waitFor()
    await page.getByText('answer → no answer', { exact: true }).first().waitFor()
    await page.locator('del', { hasText: 'со дня получения' }).waitFor()

    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByRole('button', { name: /Own version 2.*tested/ }).waitFor()
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    const publish = dialog.getByRole('button', { name: 'Publish', exact: true })
    expect(await publish.isDisabled()).toBe(true)
    await dialog.getByLabel('Reason').fill('Three of four drafts are shorter')
    await publish.click()
    await dialog.waitFor({ state: 'hidden' })
    const live = page.getByRole('region', { name: 'In use' })
    await live.getByText('Own version 2').waitFor()

    await live.getByRole('button', { name: 'Roll back to: Shipped 2' }).click()
    await live.getByRole('button', { name: /Yes, roll back/ }).click()
    await live.getByText('Shipped 2', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Rolled back: Own version 2 → Shipped 2').waitFor()
    await page.getByText('Three of four drafts are shorter').waitFor()
    expect(complaints).toEqual([])
  })

  test('a version that nobody tested asks once more, and without a model the page says that prompts change nothing', async () => {
    await open('/prompts/draft', { view: PHONE })
    await page.getByText(/The built-in drafter uses no prompts/).waitFor()
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('In a hurry')
    const publish = dialog.getByRole('button', { name: 'Publish', exact: true })
    expect(await publish.isDisabled()).toBe(true)
    await dialog.getByLabel(/Publish it all the same/).check()
    await publish.click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: 'Test bench' }).click()
    expect(await page.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
    expect(complaints).toEqual([])
  })

  test('an agent has no way to it', async () => {
    await open('/inbox', { role: 'agent' })
    await page.getByRole('navigation').first().waitFor()
    expect(await page.getByRole('link', { name: 'Prompts' }).count()).toBe(0)
  })

  test.each([
    ['/prompts', 'light', DESKTOP],
    ['/prompts/draft', 'dark', DESKTOP],
    ['/prompts/draft?tab=write', 'light', PHONE],
    ['/prompts/draft?tab=bench', 'dark', PHONE],
    ['/prompts/draft?tab=bench', 'light', DESKTOP],
  ] as const)('axe finds nothing serious on %s (%s)', async (path, colorScheme, view) => {
    await open(path, { view, colorScheme, withModel: true, isOutgrown: !path.includes('bench') })
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (path.includes('bench')) {
      await page.getByRole('button', { name: 'Start' }).click()
      await page.locator('del').first().waitFor()
    } else await page.waitForTimeout(500)
    await page.evaluate(await readFile(axePath, 'utf8'))
    const violations = await page.evaluate<AxeViolation[]>('axe.run().then(({ violations }) => violations)')
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  })
})

type AxeViolation = { id: string; impact: string; nodes: { html: string }[] }
