import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Case } from '../../src/http/contracts/case.ts'
import type { Language, Role } from '../../src/http/contracts/common.ts'
import type { Inbox, InboxItem, InboxStatus } from '../../src/http/contracts/inbox.ts'
import { createFakeAlerts } from './fake-alerts.ts'
import { fakeAudit } from './fake-audit.ts'
import { fakeAutonomy, fakeAutoSend } from './fake-autonomy.ts'
import { answerFakeCase } from './fake-cases.ts'
import { checkFakeText } from './fake-checks.ts'
import { fakeCases, SHOP } from './fake-data.ts'
import { fakeDepartments } from './fake-departments.ts'
import { addFakeNote, createFakeDesk, FAKE_DEPARTMENTS, FAKE_PEOPLE } from './fake-desk.ts'
import { fakeDue, fakeFigures } from './fake-figures.ts'
import { fakeFindings } from './fake-findings.ts'
import {
  fakeCatalogue,
  fakeKnowledge,
  fakePicture,
  fakeProducts,
  fakeShops,
  fakeSpaces,
  fakeStatus,
  fakeUsers,
} from './fake-places.ts'
import { createFakeProcedures, fakeCategories } from './fake-procedures.ts'
import { fakePromises } from './fake-promises.ts'
import { createFakePrompts } from './fake-prompts.ts'
import { fakeCard, fakeRewrite, fakeTranslations } from './fake-readings.ts'
import { answerFakeShop } from './fake-shop-acts.ts'
import { fakeDigest, fakeTopics } from './fake-topics.ts'

const CONSOLE = fileURLToPath(new URL('../../dist/console/', import.meta.url))
const UNDO_MS = 5000
const NONCE = 'c3R5bGVz'
// As strict as the server's own.
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

type Options = {
  role?: Role
  language?: Language | null
  manyRows?: number
  isEmpty?: boolean
  port?: number
  modelIsDown?: boolean
  /** A model is there and reads; otherwise none is set up. */
  withModel?: boolean
  /** The version that a shop was given does not fit any more. */
  isOutgrown?: boolean
  onceOnly?: boolean
}
export type FakeApi = Awaited<ReturnType<typeof startFakeApi>>

/** A stand-in for the server: the same contracts, state in memory, the console's own files. */
export async function startFakeApi({
  role = 'admin',
  language = null,
  manyRows = 0,
  isEmpty = false,
  port = 0,
  modelIsDown = false,
  withModel = false,
  isOutgrown = false,
  onceOnly = false,
}: Options = {}) {
  const startedAt = Date.now()
  const model = modelIsDown ? 'down' : withModel ? 'up' : 'none'
  const categories = fakeCategories()
  const alerts = createFakeAlerts(startedAt)
  const procedures = createFakeProcedures(startedAt)
  const promises = fakePromises(startedAt)
  const prompts = createFakePrompts(startedAt, { hasModel: withModel, isOutgrown })
  const dismissed = new Set<string>()
  const autonomy = fakeAutonomy()
  const desk = createFakeDesk(startedAt)
  const departments = fakeDepartments()
  const cases = isEmpty ? [] : fakeCases(startedAt)
  const shops = fakeShops(startedAt, role)
  const users = fakeUsers(startedAt)
  const user = {
    id: 'u-me',
    login: 'admin',
    name: 'Ли Вэй',
    role,
    language,
    shopIds: null,
    mustChangePassword: onceOnly,
  }
  const calls: { method: string; path: string; body: unknown }[] = []
  const streams = new Set<ServerResponse>()
  /** Set by a test to make the next decision fail with this 409. */
  let nextConflict: { code: string; details: Record<string, string> } | undefined
  let seq = 0
  let signedIn = false

  const tell = (conversationId: string, kind = 'conversation') => {
    seq += 1
    const data = JSON.stringify({ kind, shopId: SHOP.id, conversationId })
    for (const stream of streams) stream.write(`id: ${seq}\ndata: ${data}\n\n`)
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = request.method ?? 'GET'
    if (!url.pathname.startsWith('/api/')) return sendFile(response, url.pathname)
    const body = await readBody(request)
    if (method !== 'GET') calls.push({ method, path: url.pathname, body })
    try {
      await answer(request, response, { url, method, body })
    } catch (error) {
      send(response, 500, { error: { code: 'fake_failed', message: String(error) } })
    }
  })

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { url, method, body }: { url: URL; method: string; body: Record<string, unknown> },
  ) {
    const path = url.pathname
    if (path === '/api/session' && method === 'POST') {
      if (body.password !== 'correct-horse') return refuse(response, 401, 'wrong_credentials')
      signedIn = true
      response.setHeader('set-cookie', 'otvet=1; HttpOnly; SameSite=Strict; Path=/')
      return send(response, 200, session())
    }
    const hasCookie = request.headers.cookie?.includes('otvet=1') && signedIn
    if (!hasCookie) return refuse(response, 401, 'not_signed_in')
    if (path === '/api/session' && method === 'DELETE') {
      signedIn = false
      return send(response, 200, { ok: true })
    }
    if (path === '/api/session') return send(response, 200, session())
    if (path === '/api/me') {
      user.language = body.language as Language
      return send(response, 200, session())
    }
    if (path === '/api/password') {
      if (body.currentPassword !== 'correct-horse') return refuse(response, 403, 'wrong_password')
      user.mustChangePassword = false
      return send(response, 200, { ok: true })
    }
    if (path === '/api/events') return stream(response)
    if (path === '/api/inbox') return send(response, 200, inbox(url.searchParams))
    if (path === '/api/due') return send(response, 200, fakeDue(startedAt, isEmpty || manyRows > 0))
    if (path === '/api/figures') {
      const days = Number(url.searchParams.get('days') ?? 30)
      return send(response, 200, fakeFigures(startedAt, days))
    }
    const shop = answerFakeShop({ cases, shops, users }, { method, path, body })
    if (shop) return send(response, 200, shop)
    if (path === '/api/topics')
      return send(response, 200, fakeTopics(startedAt, Number(url.searchParams.get('days'))))
    if (path === '/api/shops/demo/digest') return send(response, 200, fakeDigest(url.searchParams.get('day')))
    if (path === '/api/audit') return send(response, 200, fakeAudit(startedAt))
    if (path === '/api/imports') return send(response, 200, { runs: [], nextCursor: null })
    if (path === '/api/chat-model') return send(response, 200, { from: 'nowhere', chosen: null })
    if (path === '/api/embedding-spaces') return send(response, 200, fakeSpaces)
    if (path.endsWith('/catalogue-syncs')) return send(response, 200, fakeCatalogue(startedAt))
    if (path === '/api/status') return send(response, 200, fakeStatus(startedAt, model, isOutgrown))
    const ofAlerts = alerts({ method, path, body })
    if (ofAlerts) return send(response, 200, ofAlerts)
    const ofCategories = categories({ path, body })
    if (ofCategories) return send(response, 200, ofCategories)
    const ofDepartments = departments({ method, path, body })
    if (ofDepartments) return send(response, 200, ofDepartments)
    const onDesk = desk({ method, path, body })
    if (onDesk) return send(response, 200, onDesk)
    const promised = promises({ method, url, body })
    if (promised) return send(response, 200, promised)
    const procedure = procedures.answer({ method, url, body })
    if (procedure) return send(response, 200, procedure)
    const prompt = prompts.answer({ method, url, body })
    if (prompt && 'refused' in prompt) {
      const { status, code, details } = prompt.refused
      return send(response, status, { error: { code, message: code, ...(details && { details }) } })
    }
    if (prompt) return send(response, 200, prompt)
    if (path === '/api/users') return send(response, 200, { users })
    if (path === '/api/products') return send(response, 200, fakeProducts(startedAt))
    if (path === '/api/findings')
      return send(response, 200, fakeFindings(startedAt, url.searchParams, dismissed))
    const settled = /^\/api\/findings\/demo\/([^/]+)\/(dismiss|reopen)$/.exec(path)
    if (settled?.[1]) {
      if (settled[2] === 'dismiss') dismissed.add(settled[1])
      else dismissed.delete(settled[1])
      const { findings } = fakeFindings(startedAt, new URLSearchParams({ status: 'dismissed' }), dismissed)
      return send(response, 200, { finding: findings.find(({ id }) => id === settled[1]) })
    }
    if (path === '/api/knowledge') return send(response, 200, fakeKnowledge(startedAt, url.searchParams))
    const entryId = /^\/api\/knowledge\/demo\/([^/]+)$/.exec(path)?.[1]
    const entry = fakeKnowledge(startedAt, new URLSearchParams()).entries.find(({ id }) => id === entryId)
    if (entry) return send(response, 200, { entry })
    if (/\/(picture|attachments\/\d+)$/.test(path)) {
      response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=60' })
      return response.end(fakePicture(path))
    }
    if (path.endsWith('/assignment-rule'))
      return send(response, 200, { isOn: false, role: 'agent', categories: [] })
    if (path.endsWith('/check') && method === 'POST') {
      return send(response, 200, {
        ok: true,
        findings: [{ topic: 'key', status: 'ok', message: 'The key works.', code: 'key_works' }],
      })
    }
    const settings = autonomy({ path, method, body, me: user.name })
    if (settings) return send(response, 200, settings)
    const match = /^\/api\/shops\/[^/]+\/conversations\/([^/]+)(?:\/(.*))?$/.exec(path)
    const found = match && findCase(match[1] ?? '')
    if (!match || !found) return refuse(response, 404, 'not_found')
    return act(response, found, {
      rest: match[2] ?? '',
      method,
      body,
      language: url.searchParams.get('language'),
    })
  }

  function act(
    response: ServerResponse,
    data: Case,
    {
      rest,
      method,
      body,
      language,
    }: { rest: string; method: string; body: Record<string, unknown>; language: string | null },
  ) {
    const { conversation } = data
    if (rest === '' && method === 'GET') return send(response, 200, data)
    if (rest === 'auto-send')
      return send(response, 200, fakeAutoSend(data.draft?.id ?? null, conversation.leavesAt))
    if (rest === 'notes' || rest === 'hand-back') {
      const mentions = Array.isArray(body.mentions) ? body.mentions : []
      addFakeNote(data, {
        kind: rest === 'notes' ? 'note' : 'hand_back',
        author: { id: user.id, name: user.name },
        text: String(body.text ?? body.note),
        mentions: FAKE_PEOPLE.filter(({ id }) => mentions.includes(id)),
      })
      if (rest === 'hand-back') Object.assign(conversation, { status: 'open', escalatedTo: null })
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    const onCase = answerFakeCase(data, { rest, method, body })
    if (onCase) {
      tell(conversation.conversationId)
      return send(response, 200, onCase)
    }
    if (rest === 'mentions/read') {
      conversation.isMentioned = false
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    if (rest === 'snooze') {
      const until = method === 'PUT' ? String(body.until) : null
      conversation.snoozedUntil = until
      conversation.snoozedBy = until ? { id: user.id, name: user.name } : null
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    if (rest.endsWith('/card')) return send(response, 200, fakeCard(data, language, model))
    if (rest === 'translations') return send(response, 200, fakeTranslations(data, language, model))
    if (rest === 'claim' && method === 'DELETE') return send(response, 200, { ok: true })
    if (rest === 'claim') {
      return send(response, 200, {
        claimedBy: { id: user.id, name: user.name },
        claimedUntil: new Date(Date.now() + 120_000).toISOString(),
      })
    }
    if (rest === 'check-text') {
      const readingCard = {
        asked: [],
        answered: [],
        promised: [],
        numbers: [],
        denied: [],
        buyerMust: [],
        open: [],
      }
      return send(response, 200, { checks: checkFakeText(String(body.text)), sentences: [], readingCard })
    }
    if (nextConflict) {
      const { code, details } = nextConflict
      nextConflict = undefined
      return send(response, 409, { error: { code, message: 'Someone came first.', details } })
    }
    const undone = /^replies\/([^/]+)\/undo$/.exec(rest)
    if (undone) {
      const reply = data.replies.find(({ id }) => id === undone[1])
      if (reply?.status !== 'queued') return refuse(response, 409, 'too_late_to_undo')
      reply.status = 'cancelled'
      reply.canUndo = false
      conversation.status = 'open'
      data.draft = { ...lastDraft(data), origin: 'undo', fingerprint: `fp-undo-${Date.now()}` }
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    if (rest === 'rewrite') {
      const answer = fakeRewrite(data, String(body.agentText))
      tell(conversation.conversationId)
      return send(response, 200, answer)
    }
    const verb = rest.split('/').at(-1)
    if (verb === 'stop-send') {
      conversation.leavesAt = null
      conversation.route = 'review'
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    if (verb === 'approve' || verb === 'edit' || verb === 'write') {
      if (verb !== 'write' && body.fingerprint !== data.draft?.fingerprint) {
        return refuse(response, 409, 'draft_changed')
      }
      const text = verb === 'approve' ? (data.draft?.text ?? '') : String(body.text)
      const warnings = (verb === 'approve' ? (data.draft?.checks ?? []) : checkFakeText(text)).filter(
        ({ status }) => status === 'warn',
      )
      const accepted: unknown = body.acknowledgedWarnings
      if (!warnings.every(({ rule }) => Array.isArray(accepted) && accepted.includes(rule))) {
        return refuse(response, 422, 'warnings_not_acknowledged')
      }
      return send(response, 200, { reply: queue(data, text, body.copiedOut === true) })
    }
    if (verb === 'refuse' || verb === 'redo' || verb === 'escalate') {
      keepDraft(data)
      data.draft = null
      conversation.draftState = verb === 'redo' ? 'drafting' : 'none'
      if (verb === 'escalate') {
        data.earlierDraft = drafts.get(conversation.conversationId) ?? null
        const {
          role = null,
          userId,
          departmentId,
        } = body.to as {
          role?: 'lead'
          userId?: string
          departmentId?: string
        }
        const department = FAKE_DEPARTMENTS.find(({ id }) => id === departmentId) ?? null
        const person = FAKE_PEOPLE.find(({ id }) => id === userId) ?? null
        Object.assign(conversation, { status: 'escalated', escalatedTo: { person, role, department } })
        const author = { id: user.id, name: user.name }
        addFakeNote(data, { kind: 'escalation', author, text: String(body.summary), mentions: [] })
      }
      tell(conversation.conversationId)
      return send(response, 200, { ok: true })
    }
    return refuse(response, 404, 'not_found')
  }

  const drafts = new Map<string, NonNullable<Case['draft']>>()
  function keepDraft({ conversation, draft }: Case) {
    if (draft) drafts.set(conversation.conversationId, draft)
  }
  function lastDraft({ conversation }: Case) {
    const kept = drafts.get(conversation.conversationId)
    if (!kept) throw new Error('no draft to offer again')
    return kept
  }

  function queue(data: Case, text: string, isCopied = false) {
    const { conversation } = data
    keepDraft(data)
    data.draft = null
    conversation.status = 'waiting'
    conversation.draftState = 'none'
    const reply: Case['replies'][number] = {
      id: `r-${conversation.conversationId}-${data.replies.length}`,
      text,
      evidenceClass: 'documented',
      status: 'queued',
      approvedBy: user.name,
      createdAt: new Date().toISOString(),
      sendAt: new Date(Date.now() + UNDO_MS).toISOString(),
      visibleAt: null,
      failureCode: null,
      failureReason: null,
      canUndo: true,
    }
    if (isCopied) Object.assign(reply, { status: 'copied', sendAt: null, canUndo: false })
    if (isCopied) conversation.status = 'answered'
    data.replies.unshift(reply)
    tell(conversation.conversationId)
    setTimeout(() => {
      if (reply.status !== 'queued') return
      reply.status = 'visible'
      reply.sendAt = null
      reply.canUndo = false
      conversation.status = 'answered'
      tell(conversation.conversationId)
    }, UNDO_MS).unref()
    return { ...reply }
  }

  const session = () => ({ user, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  const findCase = (id: string) => {
    const [base] = id.split('~')
    const data = cases.find(({ conversation }) => conversation.conversationId === base)
    if (!data || base === id) return data
    return { ...data, conversation: { ...data.conversation, conversationId: id } }
  }

  function inbox(params: URLSearchParams): Inbox {
    const status = (params.get('status') ?? 'todo') as InboxStatus
    const search = params.get('search')?.toLowerCase()
    const channel = params.get('channel')
    const category = params.get('category')
    const rows = cases.map(({ conversation }) => conversation)
    const wanted = rows
      .filter((row) => isIn(row, status))
      .filter((row) => !category || row.category === category)
      .filter((row) => !channel || row.channel === channel)
      .filter((row) => !search || `${row.buyerName} ${row.lastBuyerText}`.toLowerCase().includes(search))
      .toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
    const base = rows[1]
    const more: InboxItem[] = base
      ? Array.from({ length: status === 'todo' && !search ? manyRows : 0 }, (_, index) => ({
          ...base,
          conversationId: `${base.conversationId}~${index}`,
          buyerName: `Покупатель ${index + 1}`,
          dueAt: new Date(startedAt + (6 + index) * 3_600_000).toISOString(),
        }))
      : []
    const all = [...wanted, ...more]
    const from = Number(params.get('cursor') ?? 0)
    const limit = Number(params.get('limit') ?? 50)
    const count = (view: InboxStatus) => rows.filter((row) => isIn(row, view)).length
    const due = all.flatMap(({ dueAt }) => (dueAt ? [Date.parse(dueAt) - Date.now()] : []))
    return {
      items: all.slice(from, from + limit),
      nextCursor: from + limit < all.length ? String(from + limit) : null,
      counts: {
        todo: count('todo') + manyRows,
        quiet: count('quiet'),
        escalated: count('escalated'),
        escalatedToMe: 0,
        snoozed: count('snoozed'),
        mentioned: count('mentioned'),
        dueSoon: due.filter((ms) => ms > 0 && ms < 7_200_000).length,
        overdue: due.filter((ms) => ms <= 0).length,
        targetSoon: 0,
        targetOverdue: 0,
      },
    }
  }

  function stream(response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(`retry: 300\nid: ${seq}\n\n`)
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    cases,
    calls,
    /** The calls whose path ends so. */
    callsTo: (ending: string) => calls.filter(({ path }) => path.endsWith(ending)),
    tell,
    refuseNext: (code: string, details: Record<string, string> = {}) => {
      nextConflict = { code, details }
    },
    signIn: () => {
      signedIn = true
      return { name: 'otvet', value: '1', url: `http://127.0.0.1:${address.port}` }
    },
    endSessions: () => {
      signedIn = false
    },
    dropStreams: () => {
      for (const open of streams) open.destroy()
    },
    close: () => {
      for (const open of streams) open.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function isIn(row: Case['conversation'], view: InboxStatus) {
  if (view === 'all') return true
  if (view === 'mentioned') return row.isMentioned
  return viewOf(row) === view
}

function viewOf(row: Case['conversation']): InboxStatus {
  if (row.snoozedUntil) return 'snoozed'
  if (row.status === 'escalated') return 'escalated'
  if (row.route === 'no_reply') return 'quiet'
  return row.status === 'open' ? 'todo' : 'done'
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, code: string) {
  send(response, status, { error: { code, message: code } })
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text ? JSON.parse(text) : {}
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

async function sendFile(response: ServerResponse, path: string) {
  const name = extname(path) ? path : '/index.html'
  try {
    const file = await readFile(join(CONSOLE, name))
    const body = name === '/index.html' ? file.toString().replaceAll('__CSP_NONCE__', NONCE) : file
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}

if (import.meta.main) {
  const { url } = await startFakeApi({ port: 3000, manyRows: 200 })
  process.stdout.write(`The stand-in listens on ${url} (admin / correct-horse)\n`)
}
