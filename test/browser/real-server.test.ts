import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startModelServer } from '../support/model-server.ts'
import { DESKTOP, findChromium, launchChromium, WITHOUT_CHROMIUM } from './browser.ts'
import { PASSWORD, startRealServer } from './real-server.ts'

const hasChromium = findChromium() !== undefined
if (!hasChromium && process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)

// A push, the quiet of a burst, a draft, the seconds of undo, a send and its proof.
const SOON = { timeout: 30_000, interval: 300 }

describe.runIf(hasChromium)('the console on the real server with the sandbox', () => {
  let browser: Browser
  let server: Awaited<ReturnType<typeof startRealServer>>
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startRealServer()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await server?.stop()
    await browser?.close()
  })

  async function signIn(login = 'admin'): Promise<Page> {
    const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-US' })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByLabel('Login').fill(login)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
    return page
  }
  /** By search: the demo's other buyers keep writing meanwhile. */
  async function openCase(page: Page, words: string) {
    await page.getByRole('searchbox').fill(words)
    await page.getByRole('listitem').filter({ hasText: words }).getByRole('link').click()
  }
  const untilReady = (page: Page) => page.locator('[aria-disabled="false"]', { hasText: 'Approve' }).waitFor()

  test('a push becomes a draft on the screen, one key sends it, and the buyer has it', async () => {
    const page = await signIn()
    const buyer = await server.buyerWrites('Добрый день! Сколько действует гарантия на чайник?')
    await openCase(page, 'Сколько действует гарантия на чайник')
    await untilReady(page)
    const draft = await page
      .getByRole('region', { name: 'Draft' })
      .locator('li p[lang="ru"]')
      .allTextContents()
    expect(draft.length).toBeGreaterThan(0)
    await page.keyboard.press('Enter')
    await page.getByText(/leaves in \d s/).waitFor()
    await vi.waitFor(async () => expect(await buyer.sees()).toContain('Здравствуйте'), SOON)
    await page.getByRole('button', { name: 'More', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'Done' }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Сколько действует гарантия' })
      .getByRole('link')
      .click()
    await page.getByText('Arrived: the buyer sees it').waitFor()
    // The server's own policy lets the worker keep the shell, and nothing of what it answered.
    const kept = () =>
      page.evaluate<string[]>(
        "caches.open('otvet-shell').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).pathname))",
      )
    await expect.poll(kept, SOON).toContain('/')
    expect((await kept()).filter((path) => !/^\/(assets\/.*|icon\.svg)?$/.test(path))).toEqual([])
  })

  test('what an agent promises in an own text becomes a task once it has arrived', async () => {
    const page = await signIn()
    const buyer = await server.buyerWrites('Добрый день! Остался ли у вас термос на 2 литра?')
    await openCase(page, 'термос на 2 литра')
    await untilReady(page)
    await page.keyboard.press('e')
    const words = 'Проверим остаток термоса на складе и напишем Вам завтра утром.'
    await page.getByLabel('Text to the buyer, in Russian').fill(`Здравствуйте! ${words}`)
    await page
      .getByText(/checks? passed|Accept/)
      .first()
      .waitFor()
    const accept = page.getByRole('button', { name: 'Accept' })
    while ((await accept.count()) > 0) await accept.first().click()
    await page.keyboard.press('Control+Enter')
    await vi.waitFor(async () => expect(await buyer.sees()).toContain('Проверим остаток'), SOON)
    await page.goto(`${server.url}/promises`)
    await vi.waitFor(async () => {
      await page.reload()
      await page.getByRole('row').filter({ hasText: words }).waitFor({ timeout: 2_000 })
    }, SOON)
  })

  test('an admin imports a table with a bad row, sees it by its number, and writes the good ones', async () => {
    const page = await signIn()
    await page.goto(`${server.url}/knowledge`)
    await page.getByRole('link', { name: 'Import and export' }).click()
    const file = Buffer.from(
      '\ufeffКод;Вопрос;Ответ\r\nglove-1;Есть ли перчатки?;Есть.\r\nglove-2;;Пусто.\r\n',
    )
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'перчатки.csv', mimeType: 'text/csv', buffer: file })
    const run = page.getByRole('article', { name: 'перчатки.csv' })
    await run.getByText('1 new · 0 changed · 0 as before · 1 rejected').waitFor()
    // The run is the server's: a page that knows nothing of it finds it.
    await page.reload()
    await run.getByRole('button', { name: 'Rejected rows' }).click()
    await run.getByRole('row', { name: /^3 glove-2 “Question \(Russian\)” is empty/ }).waitFor()
    const download = page.waitForEvent('download')
    await run.getByRole('link', { name: 'Rejected rows as CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/^rejected-.*\.csv$/)
    await run.getByRole('button', { name: 'Write 1 row' }).click()
    await run.getByText('done', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'To the knowledge' }).click()
    await page.getByRole('searchbox').fill('перчатки')
    await page.getByText('Есть ли перчатки?').waitFor()
    const exported = page.waitForEvent('download')
    await page.goto(`${server.url}/knowledge/files`)
    await page.getByRole('link', { name: 'Excel (.xlsx)' }).last().click()
    expect((await exported).suggestedFilename()).toBe('otvet-entries.xlsx')
  })

  test('an admin chooses a model on the start page, tests it there, and it writes the next draft', async () => {
    const words = 'Здравствуйте! Проверим и напишем вам сегодня.'
    const model = await startModelServer({ apiKey: 'sk-test', answer: () => ({ json: { reply: words } }) })
    try {
      const page = await signIn()
      await page.getByRole('link', { name: 'Start', exact: true }).click()
      const step = page.getByRole('region', { name: 'Choose a model' })
      await step.getByRole('button', { name: 'Choose a model' }).click()
      await step.getByLabel('Server').fill(model.url)
      await step.getByLabel('Model').fill('test-model')
      await step.getByLabel('Key', { exact: true }).fill('sk-wrong')
      await step.getByRole('button', { name: 'Try it' }).click()
      await step.getByText('the server refused the key').waitFor()
      await step.getByLabel('Key', { exact: true }).fill('sk-test')
      await step.getByRole('button', { name: 'Try it' }).click()
      await step.getByText('It answered in Russian').waitFor()
      await step.getByRole('button', { name: 'Use this model' }).click()
      await step.getByText('test-model at').waitFor()
      const before = model.requests.length
      await server.buyerWrites('Скажите, а шнур у чайника съёмный?')
      await vi.waitFor(() => expect(model.requests.length).toBeGreaterThan(before), SOON)
      await step.getByRole('button', { name: 'Take the model away' }).click()
      await step.getByText('No model: the built-in drafter').waitFor()
    } finally {
      await model.close()
    }
  })

  test('an edited text is what the buyer gets', async () => {
    const page = await signIn()
    const buyer = await server.buyerWrites('Подскажите, как оформить возврат товара?')
    await openCase(page, 'как оформить возврат товара')
    await untilReady(page)
    await page.keyboard.press('e')
    const text = 'Здравствуйте! Возврат оформляется в разделе «Заказы», мы поможем.'
    await page.getByLabel('Text to the buyer, in Russian').fill(text)
    await page.getByText(/checks? passed/).waitFor()
    await page.keyboard.press('Control+Enter')
    await vi.waitFor(async () => expect(await buyer.sees()).toContain('мы поможем'), SOON)
  })

  test('a buyer who writes again makes the approval wait for the new draft', async () => {
    const page = await signIn()
    const buyer = await server.buyerWrites('Добрый день! Как оформить возврат товара?')
    await openCase(page, 'Добрый день! Как оформить')
    await untilReady(page)
    await buyer.says('И можно ли её стирать в машинке при 60 градусах?')
    await page.getByText('в машинке при 60 градусах?').first().waitFor()
    await page.getByText(/written again|newer draft/).waitFor()
    expect(await buyer.sees()).not.toContain('seller')
  })

  test('the second agent is told who has the case', async () => {
    const admin = await signIn()
    const created = await admin.request.post(`${server.url}/api/users`, {
      headers: { origin: server.url, 'sec-fetch-site': 'same-origin' },
      data: { login: 'olga', name: 'Ольга', role: 'agent', password: PASSWORD },
    })
    expect(created.ok(), await created.text()).toBe(true)
    await server.buyerWrites('Скажите, как вернуть товар, если не подошёл?')
    // The case is claimed once it has been read for a moment.
    const claimed = admin.waitForResponse((response) => response.url().endsWith('/claim') && response.ok())
    await openCase(admin, 'если не подошёл')
    await claimed
    await untilReady(admin)
    const olga = await signIn('olga')
    await olga.goto(admin.url())
    await olga
      .getByText(/is working on this case/)
      .first()
      .waitFor()
    await olga.waitForTimeout(900)
    await olga.keyboard.press('Enter')
    await untilReady(admin)
    await admin.keyboard.press('Enter')
    await admin.getByText(/leaves in \d s/).waitFor()
  })
})
