import { type MasterKey, open, sealContext } from '../access/seal.ts'
import type { Database } from '../db/client.ts'
import { AppError } from '../shared/errors.ts'
import { readBot, readMailServer } from './house-settings.ts'
import type { Recipient } from './recipients.ts'
import { callWebhook, type Resolve } from './targets/call-webhook.ts'
import type { Outcome } from './targets/outcome.ts'
import { sendMail } from './targets/send-mail.ts'
import { sendTelegram } from './targets/send-telegram.ts'

export type SendDeps = {
  db: Database
  masterKey: MasterKey
  /** Hosts of webhooks that may lie in a private network. */
  allowedHosts: readonly string[]
  resolve?: Resolve
  /** How long one attempt may take, where it is not what each kind of target has of its own. */
  timeoutMs?: number
}

/** One message in every form that a target may want. */
export type Parcel = {
  /** The same for every attempt: receivers tell a repeat by it. */
  id: string
  at: Date
  subject: string
  text: string
  html?: string | undefined
  /** Body of a webhook but for its time. */
  event: { type: string; data: object }
}

/** Sends to one target, once. Throws only for what is wrong with the house itself. */
export async function sendParcel(
  deps: SendDeps,
  target: Recipient['target'],
  parcel: Parcel,
): Promise<Outcome> {
  try {
    return await sendTo(deps, target, parcel)
  } catch (error) {
    // A secret that this master key does not open: nothing of it reaches the receiver.
    if (!(error instanceof AppError) || error.code !== 'secret_unreadable') throw error
    return { result: 'refused', code: 'house_refused', answer: error.code }
  }
}

async function sendTo(deps: SendDeps, target: Recipient['target'], parcel: Parcel): Promise<Outcome> {
  const { masterKey, allowedHosts, resolve, timeoutMs } = deps
  const { id, at, subject, text, html, event } = parcel
  switch (target.kind) {
    case 'webhook': {
      const secret = open(masterKey, target.sealedSecret ?? '', sealContext.alertTarget(target.id))
      const body = JSON.stringify({ type: event.type, timestamp: at.toISOString(), data: event.data })
      const limits = { allowedHosts, ...(resolve ? { resolve } : {}), ...(timeoutMs ? { timeoutMs } : {}) }
      return callWebhook(limits, { url: target.address, secret, id, at, body })
    }
    case 'email': {
      const server = await readMailServer(deps)
      if (!server) return notSetUp
      return sendMail(server, { to: target.address, subject, text, html, id }, timeoutMs)
    }
    case 'telegram': {
      const bot = await readBot(deps)
      if (!bot) return notSetUp
      return sendTelegram(bot, { chatId: target.address, text, timeoutMs })
    }
  }
}

const notSetUp: Outcome = { result: 'refused', code: 'house_refused', answer: 'not_set_up' }
