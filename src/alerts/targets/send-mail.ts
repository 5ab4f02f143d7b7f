import { createTransport } from 'nodemailer'
import { type Outcome, shortAnswer } from './outcome.ts'

export type MailServer = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` required, `none` for a relay within the house. */
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  password: string | undefined
  from: string
}

export type Mail = { to: string; subject: string; text: string; html?: string | undefined; id: string }

const TIMEOUT_MS = 15_000

/** Sends one e-mail; tried again it has the same Message-ID, so that readers show it once. */
export async function sendMail(server: MailServer, mail: Mail, timeoutMs = TIMEOUT_MS): Promise<Outcome> {
  const { host, port, security, user, password, from } = server
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { subject, text, html } = mail
    const sent = await transport.sendMail({
      from,
      to: { name: '', address: mail.to },
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      messageId: `<${mail.id}@${from.split('@')[1]}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { result: 'delivered', answer: shortAnswer(sent.response) }
  } catch (error) {
    return failureOf(error)
  } finally {
    transport.close()
  }
}

type SmtpError = { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown }

/** 5xx is for good, 4xx is "later" (greylisting); no answer at all is a matter of the network. */
function failureOf(error: unknown): Outcome {
  const { code, command, responseCode, response } = error as SmtpError
  const answer = shortAnswer(typeof response === 'string' ? response : String(code ?? 'network error'))
  if (typeof responseCode !== 'number' || responseCode < 500) return { result: 'later', answer }
  // Refused at the envelope's receiver it is about the address; earlier or later, about us and our words.
  const isAddress = command === 'RCPT TO' || code === 'EENVELOPE'
  return { result: 'refused', code: isAddress ? 'refused' : 'house_refused', answer }
}
