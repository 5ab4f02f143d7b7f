import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '../shared/errors.ts'

export type MasterKey = Buffer

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM under the master key. `context` says what the secret is for (`shop/<id>/api-key`) and is bound to it:
 * a sealed value moved to another row does not open.
 */
export function seal(key: MasterKey, plaintext: string, context: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${sealed.toString('base64url')}`
}

/** Throws `unavailable` when the key is not the one it was sealed with, or the value was changed or moved. */
export function open(key: MasterKey, sealed: string, context: string): string {
  const [version, encoded = ''] = sealed.split('.')
  const bytes = Buffer.from(encoded, 'base64url')
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw cannotOpen(context)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-TAG_BYTES))
    const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch (cause) {
    throw cannotOpen(context, cause)
  }
}

/** The contexts of what we seal, in one place: a typo here would lock a secret up for good. */
export const sealContext = {
  apiKey: (shopId: string) => `shop/${shopId}/api-key`,
  webhookKey: (shopId: string) => `shop/${shopId}/webhook-key`,
  modelKey: 'chat-model/api-key',
  mailPassword: 'alerts/mail-password',
  botToken: 'alerts/bot-token',
  alertTarget: (targetId: string) => `alerts/target/${targetId}`,
  masterKeyCheck: 'master-key-check',
} as const

function cannotOpen(context: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'secret_unreadable',
    `The stored secret ${context} cannot be read with this master key.`,
    {
      cause,
    },
  )
}
