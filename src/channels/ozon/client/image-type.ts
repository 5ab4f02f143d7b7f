/** How many bytes `imageType` needs to see. */
export const SNIFF_BYTES = 16

/** The type of a picture by its first bytes. SVG is none of ours: it can carry a script. */
export function imageType(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head.subarray(0, SNIFF_BYTES))
  const text = bytes.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  if (text.slice(4, 8) === 'ftyp') return ISO_BRANDS[text.slice(8, 12)]
  return undefined
}

const ISO_BRANDS: Record<string, string> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heif',
}
