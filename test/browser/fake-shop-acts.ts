import type { Case } from '../../src/http/contracts/case.ts'
import type { User } from '../../src/http/contracts/people.ts'
import type { Shop } from '../../src/http/contracts/shops.ts'

type Asked = { method: string; path: string; body: Record<string, unknown> }

/** What is done with shops and the people in them: a message pasted in, a shop added, a person held to it. Undefined = it is something else. */
export function answerFakeShop(
  { cases, shops, users }: { cases: Case[]; shops: Shop[]; users: User[] },
  { method, path, body }: Asked,
): object | undefined {
  const [first] = shops
  if (first && path === '/api/shops' && method === 'POST') {
    const shop = { ...first, id: `s-${shops.length}`, name: String(body.name), isDemo: false, clientId: null }
    shops.push(shop)
    return { shop }
  }
  if (path === '/api/shops') return { shops }
  const person = users.find(({ id }) => path === `/api/users/${id}`)
  if (person && method === 'PATCH') return { user: Object.assign(person, body) }
  if (path.endsWith('/key') && method === 'PUT') return { shop: shops.at(-1) }
  if (path === '/api/shops/demo/pasted' && method === 'POST') return paste(cases, body)
  return undefined
}

function paste(cases: Case[], body: Record<string, unknown>) {
  const text = String(body.text)
  const known = cases.find(({ messages }) => messages.some((one) => one.text === text))
  if (known && !body.isAnother) return { conversationId: known.conversation.conversationId, isKnown: true }
  const into = cases.find(({ conversation }) => conversation.conversationId === body.conversationId)
  const message: Case['messages'][number] = {
    id: `pasted-${cases.length}-${into?.messages.length ?? 0}`,
    author: 'buyer',
    authorType: 'pasted',
    text,
    sentAt: new Date().toISOString(),
    editedAt: null,
    readAt: null,
    confirmed: true,
    versions: [],
    attachments: [],
  }
  if (into) {
    into.messages.push(message)
    return { conversationId: into.conversation.conversationId, isKnown: false }
  }
  const [base] = cases
  if (!base) throw new Error('no case to make another one like')
  const conversationId = `c-pasted-${cases.length}`
  cases.push({
    ...structuredClone(base),
    messages: [message],
    conversation: {
      ...base.conversation,
      conversationId,
      buyerName: typeof body.buyerName === 'string' ? body.buyerName : null,
      lastBuyerText: text,
      attachmentsCount: 0,
      isPasted: true,
      isCopyOnly: true,
    },
  })
  return { conversationId, isKnown: false }
}
