import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import {
  collectComplaints,
  DESKTOP,
  findChromium,
  launchChromium,
  type View,
  WITHOUT_CHROMIUM,
} from './browser.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const hasChromium = findChromium() !== undefined
if (!hasChromium) {
  if (process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)
  process.stderr.write(`${WITHOUT_CHROMIUM}\n`)
}

// Far beyond what any step takes, and short enough to fail a run that waits for nothing.
const PATIENCE_MS = 12_000

export type Setting = {
  api?: Parameters<typeof startFakeApi>[0]
  viewport?: View
  locale?: string
  colorScheme?: 'light' | 'dark'
  signedIn?: boolean
  /** Kept out but where it is what is tried. */
  withServiceWorker?: boolean
}
type Opened = { page: Page; api: FakeApi; context: BrowserContext }
export type Stage = {
  /** A page of the console before the stand-in server, which is closed with it after the test. */
  open(path: string, setting?: Setting): Promise<Opened>
  /** What the page may complain about in this test; everything else fails it. */
  expected: RegExp[]
}

/** Tests of the console's screens in one Chromium; each must leave the browser's console without a word. */
export function describeScreens(name: string, tests: (stage: Stage) => void) {
  describe.runIf(hasChromium)(name, () => {
    let browser: Browser
    let opened: Opened | undefined
    let complaints: string[] = []
    const expected: RegExp[] = []
    beforeAll(async () => {
      browser = await launchChromium()
    })
    beforeEach(() => {
      expected.length = 0
      complaints = []
    })
    afterEach(async ({ task }) => {
      if (opened && task.result?.state === 'fail')
        await shoot(opened.page, `failed-${task.name.slice(0, 40)}`)
      await opened?.context.close()
      await opened?.api.close()
      opened = undefined
      expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
    })
    afterAll(() => browser?.close())

    tests({
      expected,
      async open(path, setting = {}) {
        const { viewport = DESKTOP, locale = 'en-US', colorScheme = 'light', signedIn = true } = setting
        const api = await startFakeApi(setting.api)
        const context = await browser.newContext({
          viewport,
          locale,
          colorScheme,
          reducedMotion: 'reduce',
          serviceWorkers: setting.withServiceWorker ? 'allow' : 'block',
        })
        if (signedIn) await context.addCookies([api.signIn()])
        const page = await context.newPage()
        page.setDefaultTimeout(PATIENCE_MS)
        opened = { page, api, context }
        complaints = collectComplaints(page)
        await page.goto(api.url + path)
        return opened
      },
    })
  })
}

export const caseHeading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name, exact: true })

/** Waits until the approval is no longer guarded. */
export const untilReady = (page: Page) =>
  page.locator('[aria-disabled="false"]', { hasText: 'Approve' }).waitFor()

/** A picture for whoever looks at the screens while working on them: `SHOTS=folder npm run test:browser`. */
export const shoot = (page: Page, name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined

/** What axe finds serious or critical on the page as it is now. */
export async function seriousProblems(page: Page) {
  await page.waitForTimeout(150)
  await page.evaluate(await readFile(axePath, 'utf8'))
  const violations = await page.evaluate<AxeViolation[]>('axe.run().then(({ violations }) => violations)')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`)
}

type AxeViolation = { id: string; impact: string; nodes: { html: string }[] }
