import { invalid } from '../../../shared/errors.ts'

/**
 * The API address of a shop as a plain origin, without a slash at the end. Plain http only where the key does not
 * leave the machine or the private network: a sandbox, a proxy beside us.
 */
export function parseApiBaseUrl(text: string): string {
  if (!URL.canParse(text)) throw refused('an absolute address like https://api-seller.ozon.ru')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') throw refused('an address without user and password')
  if (!/^\/*$/.test(url.pathname) || url.search !== '' || url.hash !== '') {
    throw refused('an address without path, query and fragment')
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPrivateHost(url.hostname)))
    return url.origin
  throw refused('https, or http to this machine or a private network')
}

function isPrivateHost(host: string): boolean {
  if (host === '[::1]' || /^\[f[cd]/i.test(host) || !/[.[\]]/.test(host)) return true
  if (/\.(?:localhost|local|internal)$/i.test(host)) return true
  return /^(?:127|10)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host)
}

function refused(expected: string) {
  return invalid('bad_api_base_url', `The API address of the shop: expected ${expected}`)
}
