/** Sentences of a Chinese or English text, trimmed, in order. A line break always ends one. */
export function splitForeignSentences(text: string): string[] {
  return text
    .split(
      /\n|(?<=[。！？!?…][”"」』)）]*)(?![。！？!?…”"」』)）])|(?<=\p{L}{2}\.["”)]*)\s+(?=[\p{Lu}\p{Script=Han}\d])/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}
