import { createHash } from 'node:crypto'

/** Secrets of 256 random bits need no salt and no slow hash: tables hold only this. */
export const tokenHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')
