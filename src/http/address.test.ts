import { expect, test } from 'vitest'
import { addressGroup, inNetworks, isLoopback } from './address.ts'

test('all addresses of one IPv6 household are one caller, those of the next are not', () => {
  expect(addressGroup('2001:db8:1:2::1')).toBe(addressGroup('2001:0db8:1:2:ffff:1:2:3'))
  expect(addressGroup('2001:db8:1:2::1')).not.toBe(addressGroup('2001:db8:1:3::1'))
  expect(addressGroup('::1')).toBe('0:0:0:0::/64')
})

test('an IPv4 caller is the same in both notations', () => {
  expect(addressGroup('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(isLoopback('::ffff:127.0.0.1')).toBe(true)
  expect(isLoopback('192.0.2.7')).toBe(false)
})

test('a list of networks knows who belongs to it', () => {
  const isOzon = inNetworks(['195.34.21.0/24', '185.73.192.0/22', '2001:db8::/32'])
  for (const ip of ['195.34.21.1', '::ffff:195.34.21.1', '185.73.195.255', '2001:db8:7::1'])
    expect(isOzon(ip)).toBe(true)
  for (const ip of ['195.34.22.1', '185.73.196.0', '2001:db9::1', '', 'nonsense'])
    expect(isOzon(ip)).toBe(false)
})
