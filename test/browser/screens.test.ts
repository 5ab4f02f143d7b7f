import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, PHONE } from './browser.ts'
import type { FakeApi } from './fake-api.ts'
import {
  caseHeading,
  describeScreens,
  untilReady as readyOn,
  type Setting,
  seriousProblems,
} from './stage.ts'

describeScreens('the screens of the console', (stage) => {
  let api: FakeApi
  let context: BrowserContext
  let page: Page
  const open = async (path: string, setting?: Setting) => {
    ;({ api, context, page } = await stage.open(path, setting))
  }
  const heading = (name: string) => caseHeading(page, name)
  const untilReady = () => readyOn(page)
  const bodyOf = (ending: string) => api.callsTo(ending)[0]?.body

  test('someone who is not signed in is asked to, and comes to the page they wanted', async () => {
    await open('/inbox/demo/c-jacket', { signedIn: false })
    stage.expected.push(/401/)
    await page.getByLabel('Login').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('Login or password is wrong.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill('correct-horse')
    await page.keyboard.press('Enter')
    await heading('Алексей П.').waitFor()
  })

  test('a one-time password opens nothing but its own replacement', async () => {
    await open('/inbox', { api: { onceOnly: true } })
    await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
    await page.getByLabel('One-time password').fill('correct-horse')
    await page.getByLabel('New password', { exact: true }).fill('a-longer-one-1')
    await page.getByLabel('New password again').fill('a-longer-one-2')
    await page.keyboard.press('Enter')
    await page.getByText('The two differ.').waitFor()
    expect(api.callsTo('/password')).toEqual([])
    await page.getByLabel('New password again').fill('a-longer-one-1')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Getting started' }).waitFor()
  })

  test('a model that is down is said, and the desk works on', async () => {
    await open('/inbox/demo/c-kettle', { api: { modelIsDown: true } })
    await page.getByText('The model qwen3-32b does not answer.').waitFor()
    await untilReady()
  })

  test('the status page says of a published prompt that it does not fit, and leads to it', async () => {
    await open('/status', { api: { isOutgrown: true } })
    await page.getByText('“Own version 1” does not fit this release').waitFor()
    await page.getByRole('link', { name: 'To the prompt' }).click()
    await page.getByRole('heading', { level: 1, name: 'Writing the reply' }).waitFor()
  })

  test('an empty queue says when the last push came', async () => {
    await open('/inbox', { api: { isEmpty: true } })
    await page.getByText('Nothing due').waitFor()
    await page.getByText(/Last push 2 min\. ago/).waitFor()
  })

  test('a queue of thousands holds only the rows in sight', async () => {
    await open('/inbox', { api: { manyRows: 5000 } })
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
    expect(await page.getByRole('listitem').count()).toBeLessThan(60)
  })

  test('the agent’s screen loads at most 350 kB of JavaScript', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    await page.waitForTimeout(1500)
    const loaded = await page.evaluate<string[]>(
      "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
    )
    const sizes = await Promise.all(
      loaded.map(async (url) => gzipSync(await (await fetch(url)).text()).byteLength),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    process.stderr.write(`first load: ${loaded.length} scripts, ${Math.round(total / 1000)} kB gzip\n`)
    expect(loaded.length).toBeGreaterThan(0)
    expect(total).toBeLessThanOrEqual(350_000)
  })

  test('an agent sees no admin pages in the menu', async () => {
    await open('/inbox', { api: { role: 'agent' } })
    const menu = page.getByRole('navigation', { name: 'Main menu' })
    await menu.waitFor()
    expect(await menu.getByRole('link').allTextContents()).toEqual([
      'Inbox',
      'Promises',
      'Canned',
      'Alerts',
      'Status',
    ])
  })

  test.each([
    ['zh-CN', '批准发送'],
    ['ru-RU', 'Одобрить'],
    ['de-DE', 'Approve'],
  ])('the browser’s language %s decides first', async (locale, word) => {
    await open('/inbox/demo/c-kettle', { locale })
    await page.getByRole('button', { name: word }).waitFor()
  })

  test('a language chosen by hand is kept for the person', async () => {
    await open('/inbox/demo/c-kettle')
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: '简体中文' }).click()
    await page.getByRole('button', { name: '批准发送' }).waitFor()
    expect(bodyOf('/api/me')).toEqual({ language: 'zh' })
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
  })

  test.each([
    ['zh-CN', DESKTOP],
    ['ru-RU', DESKTOP],
    ['en-US', DESKTOP],
    ['ru-RU', PHONE],
  ])('a routine case in %s fits without scrolling the page', async (locale, viewport) => {
    await open('/inbox/demo/c-kettle', { locale, viewport })
    await heading('Марина').waitFor()
    const size = '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]'
    const [width, height] = await page.evaluate<[number, number]>(size)
    expect(width).toBeLessThanOrEqual(viewport.width)
    expect(height).toBeLessThanOrEqual(viewport.height)
    // The whole draft and its keys are in sight on a desk.
    if (viewport === DESKTOP) {
      const hidden = await page
        .locator('section[aria-label]')
        .evaluateAll(
          (panels) =>
            panels.filter((panel) => panel.querySelector('dl') && panel.scrollHeight > panel.clientHeight + 1)
              .length,
        )
      expect(hidden).toBe(0)
    }
  })

  test('on a phone: queue, case, evidence, and back', async () => {
    await open('/inbox', { viewport: PHONE })
    await page.getByText('Марина', { exact: true }).click()
    await heading('Марина').waitFor()
    await page.getByRole('button', { name: 'Evidence', exact: true }).click()
    await page.getByRole('heading', { name: 'Used in this draft' }).waitFor()
    await page.getByRole('button', { name: 'Back to the case' }).click()
    await page.getByRole('button', { name: 'Back to the queue' }).click()
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
  })

  test('contradictions show the differing words of both sides, and one is put aside with a reason', async () => {
    await open('/knowledge')
    await page.getByRole('link', { name: '2 duplicates and contradictions' }).click()
    const card = page.getByRole('article', { name: /Какая гарантия на чайник/ })
    await card.waitFor()
    expect(await card.locator('mark').allInnerTexts()).toEqual(['12 месяцев1', '14 месяцев1'])
    await card.getByRole('button', { name: /^Edit/ }).click()
    const editor = page.getByRole('dialog', { name: 'warranty-kettle' })
    expect(await editor.getByLabel('Question in Russian').inputValue()).toBe('Какая гарантия на чайники?')
    await page.keyboard.press('Escape')
    await editor.waitFor({ state: 'hidden' })
    await card.getByRole('button', { name: /^Put aside/ }).click()
    await card.getByLabel('Why are both right?').fill('Разные партии')
    await card.getByRole('button', { name: 'Put aside', exact: true }).click()
    await page.getByText('0 contradictions open · 1 duplicate open · 1 put aside').waitFor()
    expect(bodyOf('/dismiss')).toEqual({ reason: 'Разные партии' })
    await page.getByText('Put aside', { exact: true }).first().click()
    await card.waitFor()
  })

  test.each([
    ['/inbox/demo/c-kettle', 'light', DESKTOP],
    ['/inbox/demo/c-kettle', 'dark', DESKTOP],
    ['/inbox/demo/c-blocked', 'light', DESKTOP],
    ['/inbox/demo/c-jacket', 'dark', DESKTOP],
    ['/inbox/demo/c-claimed', 'light', DESKTOP],
    ['/inbox', 'light', PHONE],
    ['/inbox/demo/c-kettle', 'dark', PHONE],
    ['/inbox/demo/c-kettle?step=evidence', 'light', PHONE],
    ['/knowledge', 'light', DESKTOP],
    ['/knowledge/findings', 'light', DESKTOP],
    ['/knowledge/findings', 'dark', PHONE],
    ['/knowledge/products', 'dark', PHONE],
    ['/shops', 'dark', DESKTOP],
    ['/auto-send', 'dark', PHONE],
    ['/people', 'light', DESKTOP],
    ['/status', 'dark', DESKTOP],
    ['/start', 'dark', DESKTOP],
    ['/audit', 'light', DESKTOP],
    ['/alerts', 'dark', DESKTOP],
  ] as const)('axe finds nothing serious on %s (%s)', async (path, colorScheme, viewport) => {
    await open(path, { viewport, api: { manyRows: 5 } })
    await page.emulateMedia({ colorScheme })
    await page.getByRole('main').waitFor()
    await page.waitForTimeout(900)
    expect(await seriousProblems(page)).toEqual([])
  })

  test('axe finds nothing serious on the sign-in page, in the editor and in a dialog', async () => {
    await open('/sign-in', { signedIn: false })
    stage.expected.push(/401/)
    await page.getByLabel('Login').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await context.addCookies([api.signIn()])
    await page.goto(`${api.url}/inbox/demo/c-kettle`)
    await untilReady()
    await page.keyboard.press('e')
    await page.getByText('All 4 checks passed').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.getByRole('dialog').waitFor()
    await page.waitForTimeout(300)
    expect(await seriousProblems(page)).toEqual([])
  })
})
