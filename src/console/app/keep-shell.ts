const AFTER_MS = 1500

/**
 * Has the service worker keep what this page is made of, so that it also opens without a connection and says so.
 * Where there is no worker (no TLS, a private window) the console is the same, without that.
 */
export async function keepShell() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    // What a page loads right after its first files belongs to it, too.
    setTimeout(() => active?.postMessage(loadedFiles()), AFTER_MS)
  } catch (error) {
    console.info('The console is not kept for offline:', error)
  }
}

function loadedFiles() {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
}
