import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type Question = { ask: string; [key: string]: unknown }
type Reply = { id: number; answer?: unknown; error?: string }

/** A process of the benchmark that answers questions; it ends with `stop`, or with us. */
export class Child {
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #asked = 0
  #end: Error | undefined

  constructor(file: string, options: unknown, execArgv: string[] = []) {
    const path = fileURLToPath(new URL(file, import.meta.url))
    // What the caller has in the environment (a model key, a port) must not change what is measured.
    const env = { PATH: process.env.PATH, HOME: process.env.HOME }
    this.#process = fork(path, [JSON.stringify(options)], { env, execArgv, serialization: 'advanced' })
    this.#process.on('message', ({ id, answer, error }: Reply) => {
      const asked = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error === undefined) asked?.resolve(answer)
      else asked?.reject(new Error(error))
    })
    this.#process.on('exit', (code, signal) => {
      this.#end = new Error(`${file} ended with ${code ?? signal}`)
      for (const { reject } of this.#waiting.values()) reject(this.#end)
      this.#waiting.clear()
    })
  }

  /** The caller knows what its child answers. */
  ask<T>(question: Question): Promise<T> {
    this.#asked += 1
    const id = this.#asked
    return new Promise<T>((resolve, reject) => {
      if (this.#end) return reject(this.#end)
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#process.send({ id, ...question })
    })
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.send({ id: 0, ask: 'stop' })
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 30_000)
    await ended
    clearTimeout(late)
  }
}

/** The child's side: answers questions until told to stop or left alone. */
export function answerParent(
  answers: Record<string, (question: Question) => unknown>,
  stop: () => Promise<void>,
): void {
  process.on('message', async ({ id, ...question }: Question & { id: number }) => {
    if (question.ask === 'stop') {
      await stop()
      return process.exit(0)
    }
    try {
      const answer = await answers[question.ask]?.(question)
      process.send?.({ id, answer })
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.on('disconnect', () => process.exit(1))
}

/** What the parent gave this process to start with. */
export const ownOptions = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T
