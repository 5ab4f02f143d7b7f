const DATA = '<![CDATA['
/** Longer than any entity and than the beginning of CDATA: what is held back until it is seen whole. */
const HELD = 40
const LOOSE = /&(?!#?\w{1,30};)/g

/**
 * Feeds made by hand hold «A & B», which an XML parser takes for the beginning of an entity that goes on to the next
 * semicolon. What is meant is plain, so it is put right; within CDATA nothing is touched.
 */
export async function* mendAmpersands(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pending = ''
  let isData = false
  const take = (length: number): string => {
    const text = pending.slice(0, length)
    pending = pending.slice(length)
    return isData ? text : text.replace(LOOSE, '&amp;')
  }
  for await (const chunk of chunks) {
    pending += chunk
    let text = ''
    for (;;) {
      const mark = isData ? ']]>' : DATA
      const at = pending.indexOf(mark)
      if (at < 0) break
      text += take(at + mark.length)
      isData = !isData
    }
    text += take(safeCut(pending))
    if (text !== '') yield text
  }
  yield take(pending.length)
}

/** How much can be looked at without cutting an entity or a mark in two. */
function safeCut(pending: string): number {
  const cut = Math.max(0, pending.length - HELD)
  const sign = Math.max(
    pending.lastIndexOf('&', cut),
    pending.lastIndexOf('<', cut),
    pending.lastIndexOf(']', cut),
  )
  return sign >= 0 && cut - sign < HELD ? sign : cut
}
