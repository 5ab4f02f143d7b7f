import type { Page } from 'playwright-core'
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

describeScreens('the work of the desk', (stage) => {
  let api: FakeApi
  let page: Page
  const open = async (path: string, setting?: Setting) => {
    ;({ api, page } = await stage.open(path, setting))
  }
  const heading = (name: string) => caseHeading(page, name)
  const untilReady = () => readyOn(page)
  const rows = () => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')
  const text = () => page.getByLabel('Text to the buyer, in Russian')

  test('a canned reply is found in any language and goes into the editor, filled in from the case', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('/')
    await page.getByRole('dialog', { name: 'Canned replies' }).waitFor()
    await page.keyboard.type('退货')
    await page.getByRole('option').first().waitFor()
    expect(await page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await text().inputValue()).toMatch(/^Здравствуйте, Марина! Возврат можно .*заказ \d{8}-\d{4} и/)
    await page.getByText(/checks? passed/).waitFor()
    await page.locator('textarea[lang="ru"]:focus').waitFor()
    await page.keyboard.type(' и/или /')
    await page.getByRole('dialog', { name: 'Canned replies' }).waitFor()
    await page.locator('input[role="combobox"]:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await text().inputValue()).toMatch(/ и\/или $/)
    expect(api.callsTo('/edit')).toEqual([])
  })

  test('a canned reply is written with a variable, and changed', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('/')
    await page.getByRole('button', { name: 'New', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'New canned reply' })
    await form.getByLabel('Title').fill('Гарантия')
    await form.getByLabel('Text in Russian').fill('Здравствуйте, ')
    await form.getByRole('button', { name: 'buyer’s name' }).click()
    await page.keyboard.type('!')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('option', { name: /Гарантия/ }).waitFor()
    expect(api.callsTo('/canned-replies')[0]?.body).toMatchObject({
      textRu: 'Здравствуйте, {buyer}!',
      isShared: true,
    })
    await page.getByRole('button', { name: 'Change one' }).click()
    await page.getByRole('option', { name: /Гарантия/ }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Really remove' }).click()
    await page.getByRole('option', { name: /Гарантия/ }).waitFor({ state: 'detached' })
  })

  test('what the buyer wrote before stands beside the case and opens from there', async () => {
    await open('/inbox/demo/c-legal')
    const earlier = page.getByRole('link', { name: /Спасибо, тогда жду возврат до пятницы/ })
    await earlier.waitFor()
    expect(await earlier.textContent()).toMatch(/Chat.*answered.*1 open promise/)
    expect(await seriousProblems(page)).toEqual([])
    await earlier.click()
    await page.waitForURL('**/inbox/demo/c-sent')
    expect(await page.getByText('Also from this buyer').count()).toBe(0)
  })

  test('a case is put off by two keys, the next one opens, and it is brought back from its view', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: 'Put off until' })
    await dialog.getByRole('button', { name: 'in 1 hour' }).waitFor()
    await page.keyboard.press('Enter')
    await heading('Игорь В.').waitFor()
    const body = JSON.stringify(api.callsTo('/snooze')[0]?.body)
    const { until, revision } = JSON.parse(body)
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(29 * 60_000)
    expect(Date.parse(until) - Date.now()).toBeLessThan(31 * 60_000)
    expect(revision).toBe(1)
    await page.getByRole('button', { name: 'More', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'Put off 1' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Марина' }).getByRole('link').click()
    await page.getByText(/^Put off until .* by Ли Вэй\.$/).waitFor()
    await page.getByRole('button', { name: 'Bring back' }).click()
    await page.getByText('Nothing in this view.').waitFor()
  })

  test('a time that would be too late cannot be chosen', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: 'Put off until' })
    const late = new Date(Date.now() + 30 * 3_600_000).toISOString().slice(0, 16)
    await dialog.getByLabel('Another time').fill(late)
    await dialog.getByText('That is too late').waitFor()
    expect(await dialog.getByRole('button', { name: 'Put off', exact: true }).isDisabled()).toBe(true)
  })

  test('the queue is filtered, the filter kept as a view, opened again and removed', async () => {
    await open('/inbox')
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await page.getByRole('combobox', { name: 'About' }).click()
    await page.getByRole('option', { name: 'Complaint', exact: true }).click()
    await expect.poll(() => rows().count()).toBe(1)
    await page.getByLabel('Keep as a view').fill('Angry ones')
    await page.keyboard.press('Enter')
    const chosen = page.getByRole('button', { name: 'Angry ones' })
    await chosen.waitFor()
    await page.getByRole('button', { name: /^To do/ }).click()
    await page.getByRole('button', { name: 'Filters: 1 active' }).click()
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await page.getByRole('button', { name: 'More', exact: true }).first().click()
    await page.getByRole('menuitem', { name: /Angry ones/ }).click()
    await expect.poll(() => rows().count()).toBe(1)
    await chosen.click()
    await page.getByRole('menuitem', { name: 'Remove “Angry ones”' }).click()
    await expect.poll(() => rows().count()).toBeGreaterThan(3)
  })

  test('a note calls a colleague by @, and stands in the thread as internal', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'Note on this case' })
    await dialog.getByLabel('Note', { exact: true }).pressSequentially('Ask the store, @чэ')
    await page.getByRole('option', { name: /Чэнь Юй/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('please')
    await dialog.getByText('Will find it in their queue: Чэнь Юй').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('internal, the buyer does not see it').waitFor()
    expect(api.callsTo('/notes')[0]?.body).toEqual({
      text: 'Ask the store, @Чэнь Юй please',
      mentions: ['u-chen'],
      departments: [],
    })
    await page.locator('mark', { hasText: '@Чэнь Юй' }).waitFor()
  })

  test('a case that names me is in a view of its own until I have read it', async () => {
    await open('/inbox/demo/c-kettle')
    api.cases
      .map(({ conversation }) => conversation)
      .forEach((one) => {
        one.isMentioned = one.conversationId === 'c-legal'
      })
    api.tell('c-legal')
    await page.getByRole('button', { name: 'For you 1' }).click()
    await rows().getByText('you are named').waitFor()
    await rows().getByRole('link').click()
    await page.locator('mark', { hasText: '@Ли Вэй' }).waitFor()
    await expect.poll(() => api.callsTo('/mentions/read').length, { timeout: 5000 }).toBe(1)
  })

  test('a case is escalated to a person, waits with its summary, and is handed back', async () => {
    await open('/inbox/demo/c-kettle')
    await untilReady()
    await page.keyboard.press('x')
    await page.getByLabel('What should they know?').fill('Хочет деньги')
    await page.getByRole('combobox', { name: 'To whom' }).click()
    await page.getByRole('option', { name: /Чэнь Юй/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Escalate' }).click()
    await heading('Игорь В.').waitFor()
    expect(api.callsTo('/escalate')[0]?.body).toMatchObject({
      revision: 1,
      draft: { fingerprint: 'fp-d-kettle-1' },
      to: { userId: 'u-chen' },
      summary: 'Хочет деньги',
    })
    await page.getByRole('button', { name: /^Escalated 1/ }).click()
    await rows().filter({ hasText: 'Марина' }).getByRole('link').click()
    await page.getByText('Waits for Чэнь Юй').waitFor()
    // What lay there is still to be read, and to begin with.
    const earlier = page.getByRole('region', { name: 'Draft at the time' })
    await earlier.getByText('Здравствуйте').first().waitFor()
    await earlier.getByRole('button', { name: 'Write from it' }).click()
    expect(await text().inputValue()).toMatch(/^Здравствуйте/)
    await page.keyboard.press('Escape')
    await page.getByText('Ли Вэй: Хочет деньги').waitFor()
    await page.getByRole('button', { name: 'Hand back' }).click()
    await page.getByLabel('What should be done?').fill('Предложить возврат')
    await page.getByRole('dialog').getByRole('button', { name: 'Hand back' }).click()
    await page.getByText('Waits for Чэнь Юй').waitFor({ state: 'detached' })
    expect(api.callsTo('/hand-back')[0]?.body).toEqual({ revision: 1, note: 'Предложить возврат' })
  })

  test('a search that finds nothing to do goes on through all conversations', async () => {
    await open('/inbox')
    await page.getByRole('searchbox').fill('Светлана')
    await page.getByRole('button', { name: 'Search all conversations' }).click()
    await page.getByRole('button', { name: 'All conversations' }).waitFor()
  })

  test.each([
    ['light', DESKTOP],
    ['dark', PHONE],
  ] as const)('axe finds nothing serious in the dialogs of the desk (%s)', async (colorScheme, viewport) => {
    await open('/inbox/demo/c-kettle', { colorScheme, viewport })
    await heading('Марина').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('option').first().waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('dialog', { name: 'New canned reply' }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.goto(`${api.url}/inbox/demo/c-legal`)
    await page.locator('mark', { hasText: '@Ли Вэй' }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    for (const key of ['n', 's', 'x']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      expect(await seriousProblems(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })
})
