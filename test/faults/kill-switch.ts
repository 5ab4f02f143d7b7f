import type { Database } from '../../src/db/client.ts'

/** Thrown where a killed process would simply be gone. */
class Killed extends Error {}

/**
 * Ends a worker at its n-th step, a step being the moment before or after a statement, a transaction or a request.
 * What was committed stays, what was not is rolled back, and the job's lease is left to run out, as after kill -9.
 */
export function createKillSwitch() {
  let stepsLeft: number | undefined
  let isDead = false
  let deadlyPath: string | undefined
  const step = (): void => {
    if (stepsLeft !== undefined && stepsLeft-- <= 0) {
      stepsLeft = undefined
      isDead = true
    }
    // Whoever catches the first one is no more alive than the rest.
    if (isDead) throw new Killed('killed')
  }
  return {
    arm: (steps: number): void => {
      stepsLeft = steps
    },
    /** Ends the worker between a request to this method and its answer. */
    killAfterRequest: (path: string): void => {
      deadlyPath = path
    },
    disarm: (): void => {
      deadlyPath = undefined
      stepsLeft = undefined
      isDead = false
    },
    isDead: (): boolean => isDead,
    /** A new process in place of the dead one. */
    revive: (): void => {
      isDead = false
    },
    async around<T>(url: string, work: () => Promise<T>): Promise<T> {
      step()
      const result = await work()
      if (deadlyPath !== undefined && url.endsWith(deadlyPath)) {
        deadlyPath = undefined
        stepsLeft = 0
      }
      step()
      return result
    },
    database: (db: Database): Database => killable(db, step),
  }
}

function killable(db: Database, step: () => void): Database {
  return new Proxy(db, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver)
      if (typeof value !== 'function') return value
      if (name === 'transaction') {
        return async (work: Parameters<Database['transaction']>[0]) => {
          step()
          const result = await target.transaction(work)
          step()
          return result
        }
      }
      return (...args: unknown[]) => {
        step()
        return Reflect.apply(value, target, args)
      }
    },
  })
}
