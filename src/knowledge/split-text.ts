/** About what one thought of a policy takes; longer texts blur in one vector. */
const LONGEST_CHUNK = 900
const OVERLAP = 100

/** A long text in overlapping chunks cut at paragraphs, then lines, then sentences; a short one whole. */
export async function splitLongText(text: string): Promise<string[]> {
  if (text.length <= LONGEST_CHUNK) return [text]
  // Loaded only where there is something to split: most answers are short.
  const { RecursiveCharacterTextSplitter } = await import('@langchain/textsplitters')
  const splitter = new RecursiveCharacterTextSplitter({
    chunkSize: LONGEST_CHUNK,
    chunkOverlap: OVERLAP,
    separators: ['\n\n', '\n', '. ', '! ', '? ', '; ', ', ', ' ', ''],
  })
  return splitter.splitText(text)
}
