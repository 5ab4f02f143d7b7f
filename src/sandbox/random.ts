export type RandomStreams = (name: string) => number

/** Independent seeded streams by name: switching one fault on does not shift the dice of another. */
export function createRandom(seed: number): RandomStreams {
  const states = new Map<string, number>()
  return (name) => {
    const state = ((states.get(name) ?? hash(`${seed}:${name}`)) + 0x6d2b79f5) | 0
    states.set(name, state)
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function randomHex(random: RandomStreams, name: string, digits: number): string {
  let hex = ''
  while (hex.length < digits)
    hex += Math.floor(random(name) * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  return hex.slice(0, digits)
}

export function randomUuid(random: RandomStreams, name: string): string {
  const hex = randomHex(random, name, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value | 0
}
