import { BlockList, isIP } from 'node:net'
import { invalid } from '../../shared/errors.ts'

/** Networks of nobody or of one house, and those that lead into them (RFC 6890 and its successors). */
const CLOSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of IPv6 only 2000::/3 is in use; within it these wrap an IPv4 address or are for documents. */
const CLOSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed = blockList(CLOSED_V4, CLOSED_V6)
const globalV6 = blockList([], ['2000::/3'])

function blockList(v4: readonly string[], v6: readonly string[]): BlockList {
  const list = new BlockList()
  for (const [networks, family] of [[v4, 'ipv4'] as const, [v6, 'ipv6'] as const])
    for (const network of networks) {
      const [base = '', bits] = network.split('/')
      list.addSubnet(base, Number(bits), family)
    }
  return list
}

/** Whether an address is one of the open internet: what a person may have us call. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed.check(address, 'ipv4')
  return family === 6 && globalV6.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

/** Of a URL's host name: `[::1]` is `::1`. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/**
 * The address of a webhook as it will be called. Only https; http for hosts that the operator allows by name. Whether
 * its name leads into a private network is asked anew at each call.
 */
export function webhookUrl(text: string, allowedHosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isAllowed = url !== undefined && isAllowedHost(url, allowedHosts)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isAllowed)))
    throw invalid('webhook_address', 'Expected an address that starts with https://.')
  if (url.username || url.password)
    throw invalid('webhook_address', 'Expected an address without a name and a password in it.')
  if (!isAllowed && isIP(bareHost(url)) !== 0 && !isPublicAddress(bareHost(url)))
    throw invalid('webhook_private', 'Expected an address of the open internet.')
  return url
}

/** `host` allows all its ports, `host:port` that one. */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  const host = bareHost(url).toLowerCase()
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return allowedHosts.some((allowed) => allowed === host || allowed === `${host}:${port}`)
}
