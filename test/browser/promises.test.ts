import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems } from './stage.ts'

describeScreens('promises', ({ open }) => {
  test('the page lists them by due time; one is kept, one is taken back with its reason', async () => {
    const { page, api } = await open('/promises')
    await page.getByRole('heading', { name: 'Promises' }).waitFor()
    const rows = page.getByRole('row')
    await rows
      .filter({ hasText: 'Уточним на складе' })
      .getByText(/overdue since/)
      .waitFor()
    await rows.filter({ hasText: 'Пришлите фото шва' }).getByText('waits for the buyer').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await rows.filter({ hasText: 'Уточним на складе' }).getByRole('button', { name: 'Kept' }).click()
    await rows.filter({ hasText: 'Уточним на складе' }).waitFor({ state: 'detached' })
    await rows.filter({ hasText: 'Вернём 350' }).getByRole('button', { name: 'Take back' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take back' })
    expect(await dialog.getByRole('button', { name: 'Take back' }).isDisabled()).toBe(true)
    expect(await seriousProblems(page)).toEqual([])
    await dialog.getByLabel('Reason').fill('Доставка была бесплатной')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Taken back', { exact: true }).click()
    await page.getByRole('row').filter({ hasText: 'Доставка была бесплатной' }).waitFor()
    expect(api.callsTo('/settle').map(({ body }) => body)).toEqual([
      { outcome: 'kept', note: '' },
      { outcome: 'withdrawn', note: 'Доставка была бесплатной' },
    ])
  })

  test('an overdue one stands in the queue and in its case, and takes one follow-up', async () => {
    const { page, api } = await open('/inbox/demo/c-sent?status=all')
    const promise = page.getByRole('list', { name: 'Promises' }).getByRole('listitem')
    await promise.getByText('Уточним на складе').waitFor()
    await page.getByRole('list', { name: 'Conversations' }).getByText('promise overdue').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await promise.getByRole('button', { name: 'Write a follow-up' }).click()
    await page
      .getByLabel('Text to the buyer, in Russian')
      .fill('Здравствуйте! Чехол поступит на склад 30 ноября.')
    await page.getByText(/checks? passed/).waitFor()
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => api.callsTo('/write').map(({ body }) => body))
      .toMatchObject([{ followUpOf: 'p-case' }])
  })

  test('it is moved by keyboard on a phone, in Chinese', async () => {
    const { page, api } = await open('/promises', { viewport: PHONE, locale: 'zh-CN' })
    await page
      .getByRole('row')
      .filter({ hasText: 'Вернём 350' })
      .getByRole('button', { name: '改期' })
      .focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '改期' })
    await dialog.getByLabel('新时间').fill('2035-01-15T12:00')
    await dialog.getByLabel('新时间').press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => api.callsTo('/promises/p-later').length).toBe(1)
    expect(await seriousProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })
})
