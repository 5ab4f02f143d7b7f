/** The little of autocannon that the load generator uses; the package has no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type Request = { method: string; path: string; headers: Record<string, string>; body?: string }
  type Options = {
    url: string
    connections: number
    amount: number
    requests: { method: string; path: string; setupRequest(request: Request): Request }[]
  }
  function autocannon(options: Options): EventEmitter & PromiseLike<unknown>
  export = autocannon
}
