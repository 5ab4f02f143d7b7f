/** Colours a shape is painted with, all derived from the product's main colour. */
export type Paint = {
  main: string
  light: string
  dark: string
  /** Thin details: lighter than a dark product, darker than a light one. */
  line: string
  ink: string
  white: string
  metal: string
  glow: string
}
export type Shape = (paint: Paint) => string

export function paintFor(main: string): Paint {
  const dim = luminance(main) < 0.3
  return {
    main,
    light: mix(main, '#ffffff', dim ? 0.22 : 0.45),
    dark: mix(main, '#000000', dim ? 0.35 : 0.16),
    line: dim ? mix(main, '#ffffff', 0.36) : mix(main, '#000000', 0.28),
    ink: '#2b3038',
    white: '#ffffff',
    metal: '#98a4b1',
    glow: '#ffab52',
  }
}

/** Soft background tones. Pale products get a deeper cool backdrop to keep their outline, grey ones a light cool one. */
export function backdropFor(main: string): { base: string; disc: string } {
  if (luminance(main) > 0.72) return { base: '#d3deea', disc: '#bfcfdf' }
  if (greyness(main) > 0.8) return { base: '#e6ecf3', disc: '#d2dde8' }
  return { base: mix(main, '#ffffff', 0.86), disc: mix(main, '#ffffff', 0.72) }
}

export const box = (x: number, y: number, width: number, height: number, radius: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`

export const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`

export const oval = (x: number, y: number, rx: number, ry: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`

export const area = (path: string, fill: string) => `<path d="${path}" fill="${fill}"/>`

export const stroke = (path: string, colour: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

export const text = (x: number, y: number, size: number, fill: string, value: string) =>
  `<text x="${x}" y="${y}" font-family="sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" fill="${fill}">${value}</text>`

/** The drawing and its mirror image about the vertical middle. */
export const both = (half: string) => `${half}<g transform="matrix(-1 0 0 1 512 0)">${half}</g>`

export const fade = (opacity: number, inner: string) => `<g opacity="${opacity}">${inner}</g>`

export const move = (dx: number, dy: number, inner: string) =>
  `<g transform="translate(${dx} ${dy})">${inner}</g>`

/** Rotates about the middle of the picture. */
export const turn = (degrees: number, inner: string) =>
  `<g transform="rotate(${degrees} 256 256)">${inner}</g>`

function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16)
    const b = Number.parseInt(to.slice(at, at + 2), 16)
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

function luminance(colour: string): number {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** 1 for pure greys, falling as the channels drift apart. */
function greyness(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return 1 - (Math.max(...channels) - Math.min(...channels)) / 128
}
