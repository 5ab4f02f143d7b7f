import type { Digest, DigestSection } from '../http/contracts/topics.ts'

type Content = Pick<Digest, 'subject' | 'sections'>

/** The digest as a Markdown file. */
export function digestMarkdown({ subject, sections }: Content): string {
  const lineOf = ({ text, quote }: DigestSection['lines'][number]) =>
    `- ${plain(text)}${quote ? `\n  > ${plain(quote)}` : ''}`
  return [
    `# ${plain(subject)}`,
    ...sections.map(({ heading, lines }) => `## ${plain(heading)}\n\n${lines.map(lineOf).join('\n')}`),
    '',
  ].join('\n\n')
}

/** Words of buyers are words: no mark-up, no link and no line of theirs comes to life. */
const plain = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`)

export type DigestMail = { subject: string; text: string; html: string }

/** The digest as an e-mail: subject, plain text and HTML. `caseUrl` leads to a case of the shop in the console. */
export function digestMail(
  { subject, sections }: Content,
  caseUrl: (conversationId: string) => string,
): DigestMail {
  const textLine = ({ text, quote, conversationId }: DigestSection['lines'][number]) =>
    [
      `- ${text}`,
      ...(quote ? [`  «${quote}»`] : []),
      ...(conversationId ? [`  ${caseUrl(conversationId)}`] : []),
    ].join('\n')
  const htmlLine = ({ text, quote, conversationId }: DigestSection['lines'][number]) => {
    const words = escaped(text)
    const told = conversationId ? `<a href="${escaped(caseUrl(conversationId))}">${words}</a>` : words
    return `<li>${told}${quote ? `<br><i>«${escaped(quote)}»</i>` : ''}</li>`
  }
  return {
    subject: subject.replace(/[\r\n]+/g, ' '),
    text: sections.map(({ heading, lines }) => `${heading}\n${lines.map(textLine).join('\n')}`).join('\n\n'),
    html: `<h1>${escaped(subject)}</h1>${sections
      .map(({ heading, lines }) => `<h2>${escaped(heading)}</h2><ul>${lines.map(htmlLine).join('')}</ul>`)
      .join('')}`,
  }
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
