import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, oneTimePassword, verifyPassword } from './password.ts'
import { open, seal } from './seal.ts'

const key = randomBytes(32)

test('what is sealed opens with the same key for the same purpose only', () => {
  const sealed = seal(key, 'ключ 🔑', 'shop/1/api-key')
  expect(open(key, sealed, 'shop/1/api-key')).toBe('ключ 🔑')
  expect(() => open(key, sealed, 'shop/2/api-key')).toThrow(/cannot be read/)
  expect(() => open(randomBytes(32), sealed, 'shop/1/api-key')).toThrow(/cannot be read/)
})

test('a changed or broken secret is refused, never opened wrongly', () => {
  const sealed = seal(key, 'secret', 'x')
  for (let at = 3; at < sealed.length; at++) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'Q' : 'A'}${sealed.slice(at + 1)}`
    expect(() => open(key, changed, 'x')).toThrow(/cannot be read/)
  }
  for (const broken of ['', 'v1', 'v1.', 'v2.AAAA', 'v1.AAAA']) expect(() => open(key, broken, 'x')).toThrow()
})

test('sealing twice gives two texts', () => {
  expect(seal(key, 'a', 'x')).not.toBe(seal(key, 'a', 'x'))
})

test('a password is known by its hash, in either way of writing its accents, and by nothing else', async () => {
  const hash = await hashPassword('pass\u0065\u0301word')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword('pass\u00e9word', hash)).toBe(true)
  expect(await verifyPassword('password', hash)).toBe(false)
  expect(await verifyPassword('x', 'not a hash')).toBe(false)
})

test('one-time passwords differ and leave out letters that look alike', () => {
  const made = Array.from({ length: 200 }, oneTimePassword)
  expect(new Set(made).size).toBe(200)
  for (const password of made) expect(password).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/)
})
