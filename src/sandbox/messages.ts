import type { AuthorType, Chat, Message, World } from './world.ts'

type NewMessage = {
  author: { id: string; type: AuthorType }
  text: string
  picture?: { path: string; name: string; flagged?: boolean } | undefined
  visibleAt?: number
  withheldBecause?: string | undefined
  elsewhere?: boolean
}

export function appendMessage(world: World, chat: Chat, input: NewMessage): Message {
  const now = world.now()
  const message: Message = {
    id: world.nextMessageId(),
    author: input.author,
    createdAt: now,
    visibleAt: input.visibleAt ?? now,
    text: input.text,
    edits: [],
    readBySeller: input.author.type === 'Seller',
    readByBuyer: input.author.type === 'Customer',
    context: contextOf(world, chat, input.author.type),
    withheldBecause: input.withheldBecause,
    elsewhere: input.elsewhere,
  }
  if (input.picture) {
    message.picture = {
      path: input.picture.path,
      name: input.picture.name,
      asLink: world.random('quirk:link') < world.quirks.pictureAsLink,
      inSameItem: world.random('quirk:same-item') < world.quirks.captionInSameItem,
      flagged: world.random('quirk:is-image') >= world.quirks.isImageForgotten,
    }
  }
  chat.messages.push(message)
  world.events.emit({ kind: 'chat', chatId: chat.id })
  return message
}

/** The text as it stood at a moment: edits made later are undone. */
function textAt(message: Message, at: number): string {
  const firstLater = message.edits.find((edit) => edit.at > at)
  return firstLater ? firstLater.before : message.text
}

/** The `data` items of a message as the API and the pushes show them. */
export function messageData(message: Message, baseUrl: string, at: number): string[] {
  const text = textAt(message, at)
  if (message.withheldBecause !== undefined) return [message.withheldBecause, text]
  if (!message.picture) return [text]
  const url = `${baseUrl}${message.picture.path}`
  const picture = message.picture.asLink ? `[${message.picture.name}](${url})` : `![](${url})`
  if (text === '') return [picture]
  return message.picture.inSameItem ? [`${text} ${picture}`] : [text, picture]
}

/** What the API shows at a moment: nothing that is not yet visible, nothing that came later. */
export function messagesShownAt(chat: Chat, at: number): Message[] {
  return chat.messages.filter((message) => message.createdAt <= at && message.visibleAt <= at)
}

export function isUnread(message: Message): boolean {
  return message.author.type !== 'Seller' && !message.readBySeller
}

function contextOf(world: World, chat: Chat, author: AuthorType): Message['context'] {
  const context = { orderNumber: '', sku: '' }
  const isFirst = !chat.messages.some((message) => message.author.type === 'Customer')
  if (author !== 'Customer' || !isFirst) return context
  context.sku = chat.contextSku ?? ''
  const posting = postingOf(world, chat)
  if (posting && world.random('quirk:context') < world.quirks.orderInContext) {
    context.orderNumber = posting.orderNumber
  }
  return context
}

export function postingOf(world: World, chat: Chat) {
  if (chat.postingNumber === undefined) return undefined
  return world.shops.get(chat.clientId)?.postings.get(chat.postingNumber)
}
