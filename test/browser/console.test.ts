import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  collectComplaints,
  DESKTOP,
  findChromium,
  launchChromium,
  PHONE,
  WITHOUT_CHROMIUM,
} from './browser.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const hasChromium = findChromium() !== undefined
if (!hasChromium) {
  if (process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)
  process.stderr.write(`${WITHOUT_CHROMIUM}\n`)
}

describe.runIf(hasChromium)('the console', () => {
  let browser: Browser
  let api: FakeApi
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  type Setting = {
    api?: Parameters<typeof startFakeApi>[0]
    viewport?: typeof DESKTOP
    locale?: string
    signedIn?: boolean
  }
  async function open(
    path: string,
    { api: options, viewport = DESKTOP, locale = 'en-US', signedIn = true }: Setting = {},
  ) {
    api = await startFakeApi(options)
    context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })
    if (signedIn) await context.addCookies([api.signIn()])
    page = await context.newPage()
    complaints = collectComplaints(page)
    await page.goto(api.url + path)
  }
  const heading = (name: string) => page.getByRole('heading', { level: 2, name, exact: true })
  const bodyOf = (ending: string) => api.callsTo(ending)[0]?.body

  let expected: RegExp[]
  beforeEach(() => {
    expected = []
  })
  afterEach(async () => {
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))
    await context.close()
    await api.close()
    expect(unexpected).toEqual([])
  })

  /** A key as no keyboard of this machine sends it. */
  const pressInPage = (init: string) =>
    page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', ${init}))`)
  /** Waits until the approval is no longer guarded. */
  const untilReady = () => page.locator('[aria-disabled="false"]', { hasText: 'Approve' }).waitFor()

  test('someone who is not signed in is asked to, and comes to the page they wanted', async () => {
    await open('/inbox/demo/c-jacket', { signedIn: false })
    expected.push(/401/)
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

  test('the most urgent case is open without a click, and the title counts what is due', async () => {
    await open('/')
    await heading('Ольга Николаевна').waitFor()
    expect(await page.title()).toBe('6 to do · Otvet')
  })

  test('Enter approves what was read, the next case opens and the reply can be taken back', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('Enter')
    await heading('Игорь В.').waitFor()
    expect(bodyOf('/approve')).toEqual({ fingerprint: 'fp-d-kettle-1', acknowledgedWarnings: [] })
    await page.keyboard.press('z')
    await heading('Марина').waitFor()
    await page.getByText('You took this reply back').waitFor()
    expect(api.callsTo('/undo')).toHaveLength(1)
  })

  test('Enter does nothing for 700 ms after a case opens', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await untilReady()
    expect(api.callsTo('/approve')).toEqual([])
    await heading('Марина').waitFor()
  })

  test('a key that is held down approves nothing', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await pressInPage("{ key: 'Enter', code: 'Enter', repeat: true, bubbles: true }")
    await page.keyboard.press('j')
    await heading('Игорь В.').waitFor()
    expect(api.callsTo('/approve')).toEqual([])
  })

  test('a case that changes while it is read says so and is guarded anew', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    const data = api.cases[0]
    if (!data?.draft) throw new Error('no draft')
    data.messages.push({ ...data.messages[0], id: 'm9', text: 'И ещё вопрос', author: 'buyer' } as never)
    data.draft.fingerprint = 'fp-newer'
    data.conversation.revision += 1
    const isGuarded = page.locator('[aria-disabled="true"]', { hasText: 'Approve' }).waitFor()
    api.tell('c-kettle')
    await isGuarded
    await page.getByText('The buyer has just written again').waitFor()
    await untilReady()
    await page.keyboard.press('Enter')
    await heading('Игорь В.').waitFor()
    expect(bodyOf('/approve')).toMatchObject({ fingerprint: 'fp-newer' })
  })

  test('a refused approval says who did what and when, and sends nothing', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    expected.push(/409/)
    api.refuseNext('draft_decided', { by: 'Чэнь Юй', what: 'approved', at: '2026-11-22T09:30:00.000Z' })
    await page.keyboard.press('Enter')
    await page.getByText('Чэнь Юй approved a reply here at Nov 22, 12:30.').waitFor()
    await page.getByText('Nothing was sent.').waitFor()
    // What the refusal says is guarded like a new case.
    await page.keyboard.press('Enter')
    await heading('Марина').waitFor()
    expect(api.callsTo('/approve')).toHaveLength(1)
  })

  test('a red check and a policy that wants a person cannot be approved, and say why', async () => {
    await open('/inbox/demo/c-blocked')
    const approve = page.getByRole('button', { name: 'Approve' })
    await page.getByText('Blocked: Ozon forbids phone numbers in replies.').waitFor()
    expect(await approve.getAttribute('aria-disabled')).toBe('true')
    await page.goto(`${api.url}/inbox/demo/c-legal`)
    await page.getByText('Policy wants a person’s own words here').waitFor()
    await page.waitForTimeout(900)
    await page.keyboard.press('Enter')
    expect(api.callsTo('/approve')).toEqual([])
  })

  test('an edit is checked while it is written, a red check stops it, Ctrl+Enter sends', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('e')
    const text = page.getByLabel('Text to the buyer, in Russian')
    await text.fill('Здравствуйте! Позвоните: +7 900 000-00-00')
    await page.getByText('Ozon forbids phone numbers').waitFor()
    await page.keyboard.press('Control+Enter')
    await text.fill('Здравствуйте! Ответим завтра.')
    await page.getByText('This promises a day.').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-accept]:focus').waitFor()
    expect(api.callsTo('/edit')).toEqual([])
    await page.keyboard.press('Space')
    await page.getByText('accepted', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')
    await heading('Игорь В.').waitFor()
    expect(api.callsTo('/edit').map(({ body }) => body)).toEqual([
      {
        text: 'Здравствуйте! Ответим завтра.',
        fingerprint: 'fp-d-kettle-1',
        acknowledgedWarnings: ['promises'],
      },
    ])
  })

  test('a warned draft waits until its warning is accepted by key, and shows rule and words', async () => {
    await open('/inbox/demo/c-jacket')
    await page.getByText('One sentence has nothing documented behind it.').waitFor()
    await page.getByText('Accept 1 warning first (A)').first().waitFor()
    await page.waitForTimeout(900)
    await page.keyboard.press('Enter')
    expect(api.callsTo('/approve')).toEqual([])
    await page.keyboard.press('a')
    await page.getByText('accepted', { exact: true }).waitFor()
    await untilReady()
    await page.keyboard.press('Enter')
    await expect.poll(() => api.callsTo('/approve').length).toBe(1)
    expect(bodyOf('/approve')).toMatchObject({ acknowledgedWarnings: ['weak-evidence'] })
  })

  test('an unsent text survives a look at another case', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('e')
    await page.getByLabel('Text to the buyer, in Russian').fill('Мой текст')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await heading('Игорь В.').waitFor()
    await page.keyboard.press('k')
    await heading('Марина').waitFor()
    await page.keyboard.press('e')
    expect(await page.getByLabel('Text to the buyer, in Russian').inputValue()).toBe('Мой текст')
  })

  test('a refusal takes a reason from the list, a redo a note, an escalation a summary', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('r')
    await page.getByLabel('What should be different?').fill('короче')
    await page.keyboard.press('Control+Enter')
    await page.getByText('The draft is being written').waitFor()
    expect(bodyOf('/redo')).toEqual({ fingerprint: 'fp-d-kettle-1', note: 'короче' })
    await page.keyboard.press('j')
    await heading('Игорь В.').waitFor()
    await page.keyboard.press('x')
    await page.getByLabel('What should they know?').fill('Грозит судом')
    await page.keyboard.press('Control+Enter')
    await heading('Алексей П.').waitFor()
    expect(bodyOf('/escalate')).toMatchObject({
      draft: { fingerprint: 'fp-d-legal-1' },
      to: { role: 'lead' },
      summary: 'Грозит судом',
    })
    await page.keyboard.press('d')
    await page.getByLabel('Promises too much').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
    await page.getByText('There is no draft.').waitFor()
    expect(bodyOf('/refuse')).toEqual({ fingerprint: 'fp-d-jacket-1', reason: 'promises_too_much' })
    await page.keyboard.press('w')
    await page.getByLabel('Text to the buyer, in Russian').fill('Здравствуйте! Размер 50.')
    await page.getByText('All 4 checks passed').waitFor()
    await page.waitForTimeout(750)
    await page.keyboard.press('Control+Enter')
    await heading('Тимур').waitFor()
    expect(bodyOf('/write')).toMatchObject({ text: 'Здравствуйте! Размер 50.', revision: 1 })
  })

  test('J passes over a case that a colleague has open', async () => {
    await open('/inbox/demo/c-jacket')
    await heading('Алексей П.').waitFor()
    await page.keyboard.press('j')
    await heading('Тимур').waitFor()
  })

  test('keys work on a Russian layout, by their place', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    await pressInPage("{ key: 'о', code: 'KeyJ', bubbles: true }")
    await heading('Игорь В.').waitFor()
  })

  test('a digit opens the evidence behind the sentence', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    await page.keyboard.press('4')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /Как вернуть товар с дефектом/, expanded: true })
      .waitFor()
  })

  test('a lost connection is said, and what was missed is caught up', async () => {
    await open('/inbox/demo/c-kettle')
    await page.getByText('Live', { exact: true }).waitFor()
    await context.setOffline(true)
    expected.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
    await page.getByText('Connection lost.').waitFor()
    const data = api.cases[0]
    if (data) data.conversation.buyerName = 'Марина Ильинична'
    await context.setOffline(false)
    await heading('Марина Ильинична').waitFor()
    await page.getByText('Connection lost.').waitFor({ state: 'hidden' })
  })

  test('a session that ended leads to the sign-in page', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    expected.push(/401/)
    api.endSessions()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
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
    expect(await menu.getByRole('link').allTextContents()).toEqual(['Inbox', 'Promises', 'Canned', 'Status'])
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
  ] as const)('axe finds nothing serious on %s (%s)', async (path, colorScheme, viewport) => {
    await open(path, { viewport, api: { manyRows: 5 } })
    await page.emulateMedia({ colorScheme })
    await page.getByRole('main').waitFor()
    await page.waitForTimeout(900)
    expect(await seriousProblems(page)).toEqual([])
  })

  test('axe finds nothing serious on the sign-in page, in the editor and in a dialog', async () => {
    await open('/sign-in', { signedIn: false })
    expected.push(/401/)
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

async function seriousProblems(page: Page) {
  const source = await readFile(axePath, 'utf8')
  await page.evaluate(source)
  const violations = await page.evaluate<AxeViolation[]>('axe.run().then(({ violations }) => violations)')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`)
}

type AxeViolation = { id: string; impact: string; nodes: { html: string }[] }
