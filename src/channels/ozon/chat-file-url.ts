export const OZON_API_URL = 'https://api-seller.ozon.ru'

const CHAT_FILE_PREFIX = '/v2/chat/file/'

/**
 * True only for a file of a chat at Ozon's own host or at the shop's API base address: everything else in a message
 * is a stranger's link, and the shop's key must never travel there.
 */
export function isChatFileUrl(url: string, baseUrl: string = OZON_API_URL): boolean {
  return chatFilePath(url, baseUrl) !== undefined
}

/** Path and query of a chat file, or undefined when the address is not one. */
export function chatFilePath(url: string, baseUrl: string = OZON_API_URL): string | undefined {
  // The URL parser quietly repairs backslashes, control characters and dot segments: refuse them as they stand.
  if (url.length > 2000 || /[\s\\\p{Cc}]|\.\.|%(?:2e|2f|5c|00|25)/iu.test(url) || !URL.canParse(url))
    return undefined
  const parsed = new URL(url)
  if (parsed.origin !== OZON_API_URL && parsed.origin !== new URL(baseUrl).origin) return undefined
  if (parsed.username !== '' || parsed.password !== '' || parsed.hash !== '') return undefined
  const name = parsed.pathname.slice(CHAT_FILE_PREFIX.length)
  if (!parsed.pathname.startsWith(CHAT_FILE_PREFIX) || name === '' || name.includes('//')) return undefined
  return parsed.pathname + parsed.search
}
