import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCircuit } from '../../src/channels/ozon/client/circuit.ts'
import { createOzonClient, type OzonClientOptions } from '../../src/channels/ozon/client/ozon-client.ts'
import { createRateLimiter } from '../../src/channels/ozon/client/rate-limiter.ts'

export type Seen = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

type Reply =
  | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array | object }
  /** Takes the request and never answers. */
  | 'hang'
  /** Takes the request and breaks the connection. */
  | 'reset'
  /** Begins an answer and breaks the connection. */
  | 'break-off'

export const TEST_KEY = '0f0f0f0f-secret-key-4b1d-a1a1'

/** A stand-in for the marketplace on a free local port: answers as told and remembers what it was asked. */
export async function startOzonServer() {
  const seen: Seen[] = []
  let answer: (request: Seen) => Reply = () => ({ body: {} })
  const server = createServer(async (request, response) => {
    const asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await readAll(request),
    }
    seen.push(asked)
    write(response, answer(asked))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    seen,
    answerWith(reply: Reply | ((request: Seen) => Reply)) {
      answer = typeof reply === 'function' ? reply : () => reply
    },
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A client with its own limiter and circuit, so that tests do not wait for each other. */
export function testClient(baseUrl: string, options: Partial<OzonClientOptions> = {}) {
  const traffic = { rateLimiter: createRateLimiter(), circuit: createCircuit() }
  return createOzonClient({
    clientId: '700001',
    apiKey: TEST_KEY,
    baseUrl,
    traffic,
    timeoutMs: 2_000,
    ...options,
  })
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function write(response: ServerResponse, reply: Reply) {
  if (reply === 'hang') return
  if (reply === 'reset') return response.socket?.destroy()
  if (reply === 'break-off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"half":')
    return setImmediate(() => response.socket?.destroy())
  }
  const { status = 200, headers = {}, body = {} } = reply
  const raw = typeof body === 'string' || body instanceof Uint8Array
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(raw ? body : JSON.stringify(body))
}
