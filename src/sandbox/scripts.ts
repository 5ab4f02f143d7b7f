import type { Buyers } from './buyers.ts'
import type { SandboxScript } from './types.ts'
import type { World } from './world.ts'

export type ScriptOptions = {
  /** Which shop the buyers write to; the first one by default. */
  clientId?: string
  /** 2 = waits take half as long. */
  speed?: number
  /** So many buyers write at once at the beginning. */
  atOnce?: number
  /** After those, one more every so many seconds (before `speed`). */
  everySeconds?: number
  onStarted?: (script: SandboxScript, chatId: string) => void
}

export type ScriptRun = {
  stop(): void
  /** Chats begun so far, by script id. */
  started: ReadonlyMap<string, string>
  /** Resolves when every first turn was played or the run was stopped; follow-ups may still come. */
  done: Promise<void>
}

const FOLLOW_UP_AFTER_MS = 6_000
const READ_AFTER_MS = 2_000

/** Plays buyers from scripts: the first few at once, then one at a time, so that the desk looks alive. */
export function runScripts(
  world: World,
  buyers: Buyers,
  scripts: SandboxScript[],
  options: ScriptOptions = {},
): ScriptRun {
  const { speed = 1, atOnce = 3, everySeconds = 20 } = options
  const clientId = options.clientId ?? [...world.shops.keys()][0] ?? ''
  const started = new Map<string, string>()
  const cancels = new Set<() => void>()
  let stopped = false
  let unfinished = scripts.length
  const { promise: done, resolve } = Promise.withResolvers<void>()
  if (unfinished === 0) resolve()

  const later = (ms: number, run: () => void) => {
    const cancel = world.after(ms / speed, () => {
      cancels.delete(cancel)
      if (!stopped) run()
    })
    cancels.add(cancel)
  }

  const play = (script: SandboxScript) => {
    const { chatId } = buyers.startChat({
      clientId,
      ...(script.buyerName ? { buyer: { id: script.buyerId, name: script.buyerName } } : {}),
      ...(script.order ? { order: { ...script.order, announce: false } } : {}),
      contextSku: script.contextSku,
    })
    started.set(script.id, chatId)
    options.onStarted?.(script, chatId)
    listenForReply(script, chatId)
    playStep(script, chatId, 0, [])
  }

  const playStep = (script: SandboxScript, chatId: string, index: number, written: string[]) => {
    const step = script.steps[index]
    if (!step) {
      unfinished -= 1
      if (unfinished === 0) resolve()
      return
    }
    const act = () => {
      const chat = world.chats.get(chatId)
      if (chat?.status === 'OPENED') perform(step, chatId, written)
      playStep(script, chatId, index + 1, written)
    }
    if (step.afterSeconds > 0) later(step.afterSeconds * 1000, act)
    else act()
  }

  const perform = (step: SandboxScript['steps'][number], chatId: string, written: string[]) => {
    if (step.do === 'say') written.push(buyers.buyerSays(chatId, step.text).messageId)
    if (step.do === 'photo') written.push(buyers.buyerSendsPhoto(chatId, step.caption).messageId)
    if (step.do === 'edit') {
      const messageId = written[step.message]
      if (messageId !== undefined) buyers.buyerEdits(chatId, messageId, step.text)
    }
  }

  const listenForReply = (script: SandboxScript, chatId: string) => {
    let isFirst = true
    const off = world.events.on((event) => {
      if (event.kind !== 'seller-message' || event.chatId !== chatId) return
      later(READ_AFTER_MS, () => buyers.buyerReads(chatId))
      const { followUp } = script
      if (isFirst && followUp) later(FOLLOW_UP_AFTER_MS, () => buyers.buyerSays(chatId, followUp))
      isFirst = false
    })
    cancels.add(off)
  }

  scripts.forEach((script, index) => {
    const wait = Math.max(0, index - atOnce + 1) * everySeconds * 1000
    if (wait === 0) play(script)
    else later(wait, () => play(script))
  })

  return {
    started,
    done,
    stop() {
      stopped = true
      for (const cancel of cancels) cancel()
      cancels.clear()
      resolve()
    },
  }
}
