import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot } from './stage.ts'

describeScreens('figures', ({ open }) => {
  test('numbers, charts with their tables and files, and Ozon’s own beside ours with the difference in words', async () => {
    const { page } = await open('/figures')
    await page.getByRole('heading', { level: 1, name: 'Figures' }).waitFor()
    await page.getByText('answered within 24 hours', { exact: true }).waitFor()
    const ratings = page.getByRole('region', { name: /Ozon’s ratings for chats/ })
    await ratings.getByText(/Ozon’s day does not begin at midnight/).waitFor()
    expect(await ratings.getByRole('img').count()).toBe(3)
    expect(await ratings.getByRole('link', { name: /CSV/ }).getAttribute('href')).toBe(
      '/api/figures.csv?days=30&table=ratings',
    )
    await ratings.getByText('Table').click()
    const rows = ratings.locator('details tbody tr')
    expect(await rows.count()).toBe(90)
    const split = page.getByRole('region', { name: 'Where and by whom' })
    await split.getByText('Person').first().click()
    await split.getByRole('row').filter({ hasText: 'Otvet by itself' }).waitFor()
    await page.getByLabel('Period').selectOption('7')
    await expect.poll(() => rows.count()).toBe(21)
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'figures-en-light')
  })

  test.each([
    ['zh-CN', 'light'],
    ['ru-RU', 'dark'],
    ['zh-CN', 'dark'],
    ['ru-RU', 'light'],
  ] as const)('in %s, %s', async (locale, colorScheme) => {
    const { page } = await open('/figures', { locale, colorScheme, viewport: { width: 1440, height: 3000 } })
    await page.getByRole('img').first().waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, `figures-${locale}-${colorScheme}`)
  })

  test('on a phone nothing is wider than the screen', async () => {
    const { page } = await open('/figures', { viewport: PHONE, locale: 'ru-RU' })
    await page.getByRole('img').first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'figures-phone')
  })

  test('the queue tells what runs out before work starts, and leads there; an agent sees no figures', async () => {
    const { page } = await open('/inbox', { api: { role: 'agent' } })
    await page.getByRole('button', { name: /1 due before/ }).click()
    const list = page.getByRole('dialog').filter({ hasText: 'Due before work starts again' })
    await list.getByText(/Ozon’s 24 hours end/).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'forecast')
    await list.getByRole('link', { name: 'Марина' }).click()
    await page.getByRole('heading', { level: 2, name: 'Марина' }).waitFor()
    expect(await page.getByRole('link', { name: 'Figures' }).count()).toBe(0)
  })

  test('targets are set by class, and emptied', async () => {
    const { page, api } = await open('/auto-send')
    const urgent = page.getByLabel('Urgent: health, law, threats, fraud, one star: Answer, min')
    await urgent.fill('30')
    await page.getByLabel('Question: Whole case, min').fill('')
    await page.getByRole('button', { name: 'Save conditions' }).click()
    await expect
      .poll(() => api.callsTo('/policy').map(({ body }) => body))
      .toMatchObject([
        {
          policy: {
            targets: {
              urgent: { responseMinutes: 30, resolutionMinutes: 480 },
              question: { resolutionMinutes: null },
            },
          },
        },
      ])
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'targets')
  })
})
