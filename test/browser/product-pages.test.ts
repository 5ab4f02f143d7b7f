import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { DESKTOP, findChromium, launchChromium, WITHOUT_CHROMIUM } from './browser.ts'
import { PASSWORD, startRealServer } from './real-server.ts'

const hasChromium = findChromium() !== undefined
if (!hasChromium && process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)

const { feedback } = loadDemoData()
/** Of those that the demo's buyers have written before the first look. */
const PRAISE = feedback.reviews[0]?.text ?? ''
const COMPLAINT = feedback.reviews[1]?.text ?? ''
const QUESTION = feedback.questions[2]?.text ?? ''
/** A send, the sandbox's moderation and the next look. */
const MODERATED = { timeout: 55_000 }

describe.runIf(hasChromium)('reviews and questions in the console', () => {
  let browser: Browser
  let context: BrowserContext
  let server: Awaited<ReturnType<typeof startRealServer>>
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startRealServer()
    context = await browser.newContext({ viewport: DESKTOP, locale: 'en-US' })
    page = await context.newPage()
    await page.goto(server.url)
    await page.getByLabel('Login').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
  })
  afterAll(async () => {
    await context?.close()
    await server?.stop()
    await browser?.close()
  })

  async function openCase(words: string) {
    const start = words.slice(0, 40)
    await page.goto(`${server.url}/inbox?status=all`)
    await page.getByRole('searchbox').fill(start)
    await page.getByRole('listitem').filter({ hasText: start }).getByRole('link').click(MODERATED)
    // The case that was open before can be approved too: not until this one stands there is the key meant for it.
    await page
      .getByRole('region', { name: 'Conversation' })
      .first()
      .getByText(start)
      .first()
      .waitFor(MODERATED)
    await page.locator('[aria-disabled="false"]', { hasText: 'Approve' }).waitFor(MODERATED)
  }

  test('a review comes with its stars, and its reply is public once Ozon has looked at it', async () => {
    await openCase(PRAISE)
    const header = page.locator('header').filter({ hasText: 'Review author' })
    await header.getByRole('img', { name: '5 stars of 5' }).waitFor()
    await header.getByText('Review', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Ozon is moderating it').first().waitFor(MODERATED)
    await page.getByText('Arrived: the buyer sees it').first().waitFor(MODERATED)
  })

  test('a question is answered below the product', async () => {
    await openCase(QUESTION)
    await page.keyboard.press('Enter')
    await page.getByText('Arrived: the buyer sees it').first().waitFor(MODERATED)
  })

  test('a reply that Ozon refuses comes back with the reason and another draft', async () => {
    await server.setFaults({ moderationRefused: 'once' })
    await openCase(COMPLAINT)
    await page.getByRole('img', { name: '2 stars of 5' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByText(/did not pass moderation\. .* Its reason: “/)
      .first()
      .waitFor(MODERATED)
    await page.locator('[aria-disabled="false"]', { hasText: 'Approve' }).waitFor(MODERATED)
    expect(await page.getByText(/Ozon refused the earlier reply/).count()).toBeGreaterThan(0)
  })
})
