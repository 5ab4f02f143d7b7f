import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PGlite, Transaction } from '@electric-sql/pglite'

/** Others wait no longer than this, and the statement under way. */
const TURN_MS = 15

/**
 * The embedded database answers without ever touching the outside world: a chain of queries, and twelve drafts are
 * many, runs to its end before the next request is even heard. Through this client a chain lets the others have a
 * turn every few milliseconds.
 */
export function fairPglite(pglite: PGlite): PGlite {
  let turnEndsAt = 0
  async function inTurn<T>(asked: Promise<T>): Promise<T> {
    const answer = await asked
    if (performance.now() >= turnEndsAt) {
      await nextTurn()
      turnEndsAt = performance.now() + TURN_MS
    }
    return answer
  }
  const fair = <C extends PGlite | Transaction>(client: C): C =>
    new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target)
        if (typeof value !== 'function') return value
        if (key === 'query' || key === 'exec')
          return (...words: unknown[]) => inTurn(value.apply(target, words))
        if (key === 'transaction')
          return (work: (tx: Transaction) => Promise<unknown>) =>
            value.call(target, (tx: Transaction) => work(fair(tx)))
        return value.bind(target)
      },
    })
  return fair(pglite)
}
