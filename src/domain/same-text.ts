/**
 * Whether two texts are the same message. The marketplace may fold white space and line ends, never words;
 * this is how our own message is found again in a thread, since sending gives no id.
 */
export const isSameText = (a: string, b: string): boolean => folded(a) === folded(b)

const folded = (text: string) => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
