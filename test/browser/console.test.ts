import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { FakeApi } from './fake-api.ts'
import { caseHeading, describeScreens, untilReady as readyOn, type Setting } from './stage.ts'

describeScreens('deciding in the console', (stage) => {
  let api: FakeApi
  let context: BrowserContext
  let page: Page
  const open = async (path: string, setting?: Setting) => {
    ;({ api, context, page } = await stage.open(path, setting))
  }
  const heading = (name: string) => caseHeading(page, name)
  const untilReady = () => readyOn(page)
  const bodyOf = (ending: string) => api.callsTo(ending)[0]?.body
  /** A key as no keyboard of this machine sends it. */
  const pressInPage = (init: string) =>
    page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', ${init}))`)

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
    stage.expected.push(/409/)
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
    // The way to the next one is known once the queue is there.
    await page.getByText('Тимур').first().waitFor()
    await page.keyboard.press('j')
    await heading('Тимур').waitFor()
  })

  test('keys work on a Russian layout, by their place', async () => {
    await open('/inbox/demo/c-kettle')
    await heading('Марина').waitFor()
    await page.getByText('Игорь В.').first().waitFor()
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
    stage.expected.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
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
    stage.expected.push(/401/)
    api.endSessions()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})
