import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { caseHeading, describeScreens, seriousProblems, shoot, untilReady } from './stage.ts'

describeScreens('the command palette', (stage) => {
  const open = async (page: Page) => {
    await page.getByRole('main').waitFor()
    // A key is heard a moment after the page is seen; pressed again, it changes nothing.
    const isOpen = async () => {
      await page.keyboard.press('Control+k')
      return page.locator('input[role="combobox"]:focus').isVisible()
    }
    await expect.poll(isOpen, { interval: 250, timeout: 10_000 }).toBe(true)
  }
  const palette = (page: Page, name = 'Commands') => page.getByRole('dialog', { name })
  const chosen = (page: Page) => page.locator('[role="option"][data-combobox-selected]').first()

  test('opens by Ctrl+K, goes to a page by its name, and closes by Escape where it was opened', async () => {
    const { page } = await stage.open('/inbox/demo/c-kettle')
    await untilReady(page)
    await open(page)
    await page.keyboard.type('auditt')
    await page.getByText('Nothing found.').waitFor()
    await page.keyboard.press('Backspace')
    await chosen(page).filter({ hasText: 'Audit log' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor()
    await page.getByLabel('What it was about').focus()
    await open(page)
    await page.keyboard.press('Escape')
    await palette(page).waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('INPUT')
  })

  test('finds a case in all conversations by what the buyer wrote, and opens it', async () => {
    const { page } = await stage.open('/status')
    await open(page)
    await page.keyboard.type('Светлана')
    await page.getByRole('option', { name: /Светлана/ }).waitFor()
    await shoot(page, 'palette-search')
    await page.keyboard.press('Enter')
    await caseHeading(page, 'Светлана').waitFor()
  })

  test('does what the case in front allows, and nothing of a case that is gone', async () => {
    const { page, api } = await stage.open('/inbox/demo/c-kettle')
    await untilReady(page)
    await open(page)
    await chosen(page).filter({ hasText: 'Edit' }).waitFor()
    await page.keyboard.type('put off')
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog', { name: 'Put off until' })
      .getByRole('button', { name: 'in 1 hour' })
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open(page)
    await page.keyboard.type('approve')
    await page.keyboard.press('Enter')
    await expect.poll(() => api.callsTo('/approve').length).toBe(1)
    await open(page)
    await page.keyboard.type('undo')
    await chosen(page).filter({ hasText: 'Undo' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => api.callsTo('/undo').length).toBe(1)
    await page.goto(`${api.url}/inbox/demo/c-blocked`)
    await page.getByText('Blocked: Ozon forbids phone numbers in replies.').waitFor()
    await page.waitForTimeout(800)
    await open(page)
    await page.getByRole('option', { name: /^Edit/ }).waitFor()
    expect(await page.getByRole('option', { name: /^Approve/ }).count()).toBe(0)
    await page.goto(`${api.url}/status`)
    await open(page)
    expect(await page.getByRole('option', { name: /^Edit/ }).count()).toBe(0)
  })

  test('switches language and appearance, and opens while one writes', async () => {
    const { page, api } = await stage.open('/inbox/demo/c-kettle')
    await untilReady(page)
    await page.keyboard.press('e')
    await page.getByLabel('Text to the buyer, in Russian').waitFor()
    await open(page)
    await page.keyboard.type('русский')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Отправить' }).waitFor()
    expect(api.callsTo('/me')[0]?.body).toEqual({ language: 'ru' })
    await open(page)
    await page.keyboard.type('тёмное')
    await page.keyboard.press('Enter')
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  })

  test('keeps what is typed when the case behind it comes late', async () => {
    const { page } = await stage.open('/status')
    await page.route(/\/conversations\/[^/]+$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.continue()
    })
    await page.getByRole('link', { name: 'Inbox' }).first().click()
    await open(page)
    await page.keyboard.type('pro')
    await page.locator('[data-case-heading]').waitFor()
    await page.keyboard.type('mises')
    expect(await page.locator('input[role="combobox"]').inputValue()).toBe('promises')
  })

  test('offers an agent no page of the administrators', async () => {
    const { page } = await stage.open('/inbox', { api: { role: 'agent' } })
    await open(page)
    const pages = page.getByRole('group', { name: 'Go to' }).getByRole('option')
    await pages.first().waitFor()
    expect(await pages.allInnerTexts()).toEqual(['Inbox', 'Promises', 'Canned replies', 'Alerts', 'Status'])
  })

  test.each([
    ['zh-CN', 'light', '命令'],
    ['ru-RU', 'dark', 'Команды'],
    ['en-US', 'light', 'Commands'],
  ] as const)('axe finds nothing serious in it in %s (%s)', async (locale, colorScheme, name) => {
    const { page } = await stage.open('/inbox/demo/c-kettle', { locale, colorScheme })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await open(page)
    await palette(page, name).waitFor()
    await shoot(page, `palette-${locale}-${colorScheme}`)
    expect(await seriousProblems(page)).toEqual([])
  })

  test('is there by touch', async () => {
    const { page } = await stage.open('/inbox', { viewport: PHONE })
    await page.getByRole('button', { name: 'Commands' }).click()
    await palette(page).waitFor()
    await shoot(page, 'palette-phone')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
  })
})
