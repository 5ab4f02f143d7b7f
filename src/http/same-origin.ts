import type { FastifyRequest } from 'fastify'

/** True when the browser says that our own page sent this: a request that says nothing does not count. */
export function isFromHere(request: FastifyRequest, publicUrl: string | undefined): boolean {
  return sender(request, publicUrl) === 'here'
}

/** True when the browser says that another site sent this; scripts, which say nothing, are not browsers. */
export function isFromElsewhere(request: FastifyRequest, publicUrl: string | undefined): boolean {
  return sender(request, publicUrl) === 'elsewhere'
}

function sender(
  { headers }: FastifyRequest,
  publicUrl: string | undefined,
): 'here' | 'elsewhere' | 'unknown' {
  // Sent by every browser over https and on localhost, and no page can change it.
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' ? 'here' : 'elsewhere'
  const { origin, host } = headers
  if (origin === undefined) return 'unknown'
  if (!URL.canParse(origin)) return 'elsewhere'
  if (publicUrl && origin === new URL(publicUrl).origin) return 'here'
  return new URL(origin).host === host ? 'here' : 'elsewhere'
}
