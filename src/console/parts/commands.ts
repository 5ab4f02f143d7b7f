import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done here and now, also by typing its name (Ctrl+K). */
export type Command = { id: string; title: string; key?: string | undefined; run: () => unknown }

type Offer = { at: number; commands: readonly Command[] }

const offers = new Set<Offer>()
let all: readonly Command[] = []
const listeners = new Set<() => void>()

function changed() {
  all = [...offers].toSorted((a, b) => a.at - b.at).flatMap(({ commands }) => commands)
  for (const listener of listeners) listener()
}

/**
 * Offers commands while the calling part of the screen is there. `signature` names what is offered: the list is
 * told anew when it changes, but always runs what was rendered last.
 */
export function useOfferedCommands(at: number, commands: readonly Command[]) {
  const signature = commands.map(({ id, title }) => `${id}\n${title}`).join('\n')
  const latest = useRef(commands)
  latest.current = commands
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is new each time; its signature is what counts
  useEffect(() => {
    const run = (id: string) => latest.current.find((command) => command.id === id)?.run()
    const offer = {
      at,
      commands: latest.current.map((command) => ({ ...command, run: () => run(command.id) })),
    }
    offers.add(offer)
    changed()
    return () => {
      offers.delete(offer)
      changed()
    }
  }, [at, signature])
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}
