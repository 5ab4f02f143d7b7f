import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where a Chromium is on this machine; undefined = nowhere we know. */
export function findChromium() {
  return CANDIDATES.find((path) => path && existsSync(path))
}

export const WITHOUT_CHROMIUM =
  'No Chromium was found: install the package "chromium" or name one in CHROMIUM_PATH to run the browser tests.'

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
]

export async function launchChromium() {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(WITHOUT_CHROMIUM)
  return chromium.launch({ executablePath, args: FLAGS })
}

export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'otvet-browser-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Everything the page complained about: a test that passes with one of these has not looked. */
/** Said by the browser's driver, not by the page, where a test keeps the service worker out. */
const OF_DRIVER = 'Service Worker registration blocked by Playwright'

export function collectComplaints(page: Page) {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning'
    if (isComplaint && message.text() !== OF_DRIVER) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

export type View = { width: number; height: number }
export const DESKTOP: View = { width: 1440, height: 900 }
export const PHONE: View = { width: 390, height: 844 }

export async function shows(context: BrowserContext, url: string) {
  const page = await context.newPage()
  const complaints = collectComplaints(page)
  await page.goto(url)
  return { page, complaints }
}
