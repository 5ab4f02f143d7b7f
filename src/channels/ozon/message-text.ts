import { isChatFileUrl, OZON_API_URL } from './chat-file-url.ts'

type Attachment = { url: string; name?: string }

export type MessageContent = { text: string; attachments: Attachment[] }

/**
 * Turns the items of a message into its words and its files. Files come as Markdown, alone or in the middle of text;
 * other links stay in the text, because they are the buyer's words. `baseUrl` is the shop's API address.
 */
export function readMessageData(data: string[], baseUrl: string = OZON_API_URL): MessageContent {
  const files = new Map<string, Attachment>()
  const parts: string[] = []
  for (const item of data) {
    const text = takeFiles(item, baseUrl, files)
    // Ozon repeats an item at times; the same words twice in one message say nothing more.
    if (text !== '' && !parts.includes(text)) parts.push(text)
  }
  return { text: parts.join('\n'), attachments: [...files.values()] }
}

/** Whether a message says exactly this text: an error note of Ozon may stand beside it as an item of its own. */
export function messageSays(data: string[], text: string): boolean {
  const wanted = comparable(text)
  return comparable(data.join('\n')) === wanted || data.some((item) => comparable(item) === wanted)
}

const MARKDOWN_LINK = /!?\[([^[\]\n]{0,300})\]\(\s{0,3}([^\s()]{1,2000})\s{0,3}\)/g

function takeFiles(item: string, baseUrl: string, files: Map<string, Attachment>): string {
  const trimmed = item.trim()
  if (isChatFileUrl(trimmed, baseUrl)) {
    files.set(trimmed, files.get(trimmed) ?? { url: trimmed })
    return ''
  }
  const text = item.replace(MARKDOWN_LINK, (whole, label: string, url: string) => {
    if (!isChatFileUrl(url, baseUrl)) return whole
    const name = label.trim()
    files.set(url, files.get(url) ?? (name ? { url, name } : { url }))
    return ' '
  })
  if (text === item) return trimmed
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function comparable(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
