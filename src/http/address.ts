import { BlockList, isIP } from 'node:net'

/** `::ffff:192.0.2.1` is 192.0.2.1: a dual-stack socket shows IPv4 callers in the longer form. */
function plainAddress(ip: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip
}

/** What counts as one caller: an IPv4 address, or the /64 that one IPv6 household has to itself. */
export function addressGroup(ip: string): string {
  const address = plainAddress(ip)
  if (isIP(address) !== 6) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

export function isLoopback(ip: string): boolean {
  const address = plainAddress(ip)
  return address === '::1' || address.startsWith('127.')
}

/** A test for "is this address in one of these CIDR blocks"; a block that cannot be read matches nothing. */
export function inNetworks(networks: readonly string[]): (ip: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', bits] = network.split('/')
    const family = isIP(base)
    if (family === 0) continue
    list.addSubnet(base, Number(bits ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6')
  }
  return (ip) => {
    const address = plainAddress(ip)
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
}
