import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's second choice for argon2id (RFC 9106): 19 MiB, two passes: about 30 ms, and sign-ins are rate limited. */
const MEMORY_KIB = 19_456
const PASSES = 2
const PARALLELISM = 1
const TAG_BYTES = 32

/** A PHC string: algorithm, parameters, salt, hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await argon2id(password, salt, { memory: MEMORY_KIB, passes: PASSES, parallelism: PARALLELISM })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${base64(salt)}$${base64(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const match = PHC.exec(phc)
  if (!match) return false
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  const expected = Buffer.from(tag, 'base64')
  const actual = await argon2id(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/** Costs what a real verification costs, so that an unknown login takes as long as a wrong password. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  await verifyPassword(password, await decoy)
  return false
}

let decoy: Promise<string> | undefined

/** Four groups of five, without letters that look alike: readable over a phone. 97 bits. */
export function oneTimePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  // 248 = 8 × 31: what lies above would make the first letters likelier.
  const letters: string[] = []
  while (letters.length < 20) {
    for (const byte of randomBytes(32)) {
      const letter = alphabet[byte % alphabet.length]
      if (byte < 248 && letter && letters.length < 20) letters.push(letter)
    }
  }
  return [0, 5, 10, 15].map((at) => letters.slice(at, at + 5).join('')).join('-')
}

type Cost = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>

function argon2id(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  // Typed é and e + accent are the same password (RFC 8265).
  return derive('argon2id', { message: password.normalize('NFC'), nonce, tagLength: TAG_BYTES, ...cost })
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
