import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { collectComplaints, findChromium, launchChromium, PHONE, WITHOUT_CHROMIUM } from './browser.ts'
import { startFakeApi } from './fake-api.ts'

const hasChromium = findChromium() !== undefined
if (!hasChromium && process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)

describe.runIf(hasChromium)('the procedures page', () => {
  let browser: Browser
  let api: Awaited<ReturnType<typeof startFakeApi>>
  let context: BrowserContext

  beforeAll(async () => {
    browser = await launchChromium()
    api = await startFakeApi()
  })
  afterEach(async () => {
    await context?.close()
  })
  afterAll(async () => {
    await api?.close()
    await browser?.close()
  })

  test('an admin on a phone changes what a case needs and promises, sees it in the history, and goes back', async () => {
    context = await browser.newContext({ viewport: PHONE, locale: 'en-US' })
    const page = await context.newPage()
    await context.addCookies([api.signIn()])
    const complaints = collectComplaints(page)
    await page.goto(`${api.url}/procedures`)
    const line = page.getByRole('button', { name: /^Delivery/ })
    await line.click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Refund', { exact: true }).selectOption('Agent')
    await drawer.getByLabel('Add a fact').selectOption('Photo')
    const photo = drawer.getByRole('region', { name: 'Photo', exact: true })
    await photo.getByRole('textbox', { name: 'Photo: Russian' }).fill('Пришлите, пожалуйста, фото посылки.')
    await drawer.getByRole('button', { name: 'Save' }).click()
    await drawer.waitFor({ state: 'hidden' })
    await line.filter({ hasText: 'Refund · Agent' }).filter({ hasText: 'Order, Photo' }).waitFor()

    await line.click()
    await drawer.getByRole('tab', { name: 'History' }).click()
    await drawer.locator('ins', { hasText: 'Refund · Agent' }).waitFor()
    await drawer.locator('ins', { hasText: 'Пришлите, пожалуйста, фото посылки.' }).waitFor()
    await drawer.getByRole('button', { name: 'As shipped' }).click()
    await drawer.getByRole('button', { name: 'Back to the shipped one' }).click()
    await drawer.getByRole('button', { name: 'Yes, restore' }).click()
    await drawer.getByRole('button', { name: /version 2 · As shipped · current/i }).waitFor()
    await drawer.getByRole('button', { name: 'Close' }).click()
    await line.filter({ hasText: 'Refund · Lead' }).waitFor()
    const fits = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')
    expect(fits).toBe(true)
    expect(complaints).toEqual([])
  })

  test('an admin gives a category the name the shop uses, and the grid of automatic sending uses it too', async () => {
    context = await browser.newContext({ viewport: PHONE, locale: 'en-US' })
    const page = await context.newPage()
    await context.addCookies([api.signIn()])
    const complaints = collectComplaints(page)
    await page.goto(`${api.url}/procedures`)
    await page.getByRole('button', { name: /^Warranty/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('tab', { name: 'Category' }).click()
    expect(await drawer.getByLabel('Messages that belong here').inputValue()).toBe('скок месяцев гарантии')
    await drawer.getByLabel('English').fill('Guarantee')
    await drawer.getByRole('button', { name: 'Save' }).click()
    await drawer.waitFor({ state: 'hidden' })
    expect(api.callsTo('/categories/warranty')[0]?.body).toMatchObject({ names: { en: 'Guarantee' } })
    await page.goto(`${api.url}/auto-send`)
    await page.getByRole('combobox', { name: 'Guarantee, Chat' }).waitFor()
    // What people did with the drafts of a cell stands beside its switch.
    await page.getByText('40 of 40 unchanged, at least 91 % · earned').waitFor()
    expect(complaints).toEqual([])
  })
})
