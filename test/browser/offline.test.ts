import { expect, test } from 'vitest'
import { caseHeading, describeScreens, seriousProblems, shoot } from './stage.ts'

describeScreens('the installed console', (stage) => {
  const LOST = /ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch|network error/

  test('can be installed: a manifest with icons of their sizes, and a service worker', async () => {
    const { page, api } = await stage.open('/inbox', { withServiceWorker: true })
    const chromium = await page.context().newCDPSession(page)
    const { data, errors } = await chromium.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data ?? '')
    expect(manifest).toMatchObject({ start_url: '/inbox', display: 'standalone' })
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate<string>(
        `new Promise((resolve, reject) => {
          const image = new Image()
          image.onload = () => resolve(image.naturalWidth + 'x' + image.naturalHeight)
          image.onerror = () => reject(new Error('no picture at ${src}'))
          image.src = '${src}'
        })`,
      )
      if (sizes !== 'any') expect(`${src} ${size}`).toBe(`${src} ${sizes}`)
    }
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    const { installabilityErrors } = await chromium.send('Page.getInstallabilityErrors')
    // A page in a window without a profile cannot be installed, whatever it is.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
    expect((await fetch(`${api.url}/sw.js`)).headers.get('content-type')).toContain('javascript')
  })

  test('opens without a connection, shows no old data, and comes back by itself', async () => {
    const { page, context } = await stage.open('/inbox/demo/c-kettle', {
      withServiceWorker: true,
      locale: 'zh-CN',
    })
    await caseHeading(page, 'Марина').waitFor()
    const keptFiles = () =>
      page.evaluate<string[]>(
        `caches.open('otvet-shell').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).pathname))`,
      )
    await expect.poll(keptFiles, { timeout: 10_000 }).toContain('/')
    expect((await keptFiles()).filter((path) => path.startsWith('/api'))).toEqual([])
    stage.expected.push(LOST)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { name: '无法连接服务器' }).waitFor()
    expect(await page.getByText('Марина').count()).toBe(0)
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'offline-zh')
    await context.setOffline(false)
    await caseHeading(page, 'Марина').waitFor()
  })

  test('says that the connection is lost and never answers for the API', async () => {
    const { page, context } = await stage.open('/inbox/demo/c-kettle', { withServiceWorker: true })
    await caseHeading(page, 'Марина').waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.reload()
    await caseHeading(page, 'Марина').waitFor()
    expect(await page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
    stage.expected.push(LOST)
    await context.setOffline(true)
    await page.getByText('Connection lost.').waitFor()
    const answer = await page.evaluate("fetch('/api/inbox').then(({ status }) => status, () => 'no answer')")
    expect(answer).toBe('no answer')
  })
})
