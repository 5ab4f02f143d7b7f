import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type MailHeard = { from: string; to: string[]; raw: string; user: string | undefined }
type Answer = { at: 'from' | 'to' | 'data'; code: number; text: string } | undefined

export const MAIL_USER = { user: 'otvet', password: 'a-mail-password' }

/** A real SMTP server on a free local port, with sign-in: answers as told and remembers what it took. */
export async function startMailServer() {
  const heard: MailHeard[] = []
  let answer: (mail: { to: string[] }) => Answer = () => undefined
  const refused = ({ code, text }: NonNullable<Answer>) =>
    Object.assign(new Error(text), { responseCode: code })
  const told = (session: SMTPServerSession, more: string[] = []) => ({
    to: [...session.envelope.rcptTo.map(({ address }) => address), ...more],
  })
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === MAIL_USER.user && password === MAIL_USER.password
        ? done(null, { user: username })
        : done(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
    onRcptTo: ({ address }, session, done) => {
      const given = answer(told(session, [address]))
      done(given?.at === 'to' ? refused(given) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const given = answer(told(session))
        if (given?.at === 'data') return done(refused(given))
        const { mailFrom } = session.envelope
        heard.push({
          from: mailFrom ? mailFrom.address : '',
          ...told(session),
          raw: Buffer.concat(chunks).toString(),
          user: session.user,
        })
        done(null)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    heard,
    answerWith: (next: Answer | ((mail: { to: string[] }) => Answer)) => {
      answer = typeof next === 'function' ? next : () => next
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** A header of a mail, unfolded. */
export const headerOf = ({ raw }: MailHeard, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replaceAll(/\r\n[ \t]/g, ' ') ?? ''

/** Every part of a mail as text, decoded. */
export const wordsOf = ({ raw }: MailHeard): string =>
  raw
    .split(/\r\n--/)
    .map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n')
      const text = body.join('\r\n\r\n')
      if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString()
      if (!/quoted-printable/i.test(head)) return text
      const bytes = text
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      return Buffer.from(bytes, 'latin1').toString()
    })
    .join('\n')
