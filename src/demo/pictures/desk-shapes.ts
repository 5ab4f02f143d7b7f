import { area, both, box, disc, fade, oval, type Paint, type Shape, stroke, turn } from './paint.ts'

export const deskShapes: Record<string, Shape> = {
  keyboard: (p) =>
    turn(
      -8,
      box(64, 172, 384, 172, 22, p.dark) +
        box(64, 166, 384, 166, 22, p.main) +
        [0, 1, 2, 3].map((row) => keyRow(p, row)).join('') +
        box(82, 298, 46, 24, 6, p.light) +
        box(136, 298, 46, 24, 6, p.light) +
        box(190, 298, 132, 24, 6, '#e9a15b') +
        box(330, 298, 46, 24, 6, p.light) +
        box(384, 298, 46, 24, 6, p.light),
    ),
  mouse: (p) =>
    box(172, 104, 168, 304, 84, p.main) +
    area('M172 226v-38a84 84 0 0 1 168 0v38z', p.dark) +
    area('M178 216v-30a78 78 0 0 1 72-76v106zM334 216v-30a78 78 0 0 0-72-76v106z', p.main) +
    box(242, 148, 28, 62, 14, p.ink) +
    box(250, 160, 12, 24, 6, '#6d7885'),
  'vertical-mouse': (p) =>
    area(
      'M122 386c-10-70 10-170 74-226 42-36 96-30 116 10 14 28 6 60 30 92 26 36 56 60 56 96 0 26-20 40-48 40H150c-16 0-26-4-28-12z',
      p.main,
    ) +
    area('M196 160c42-36 96-30 116 10 14 28 6 60 30 92l-60 30c-10-70-40-112-86-132z', p.light) +
    stroke('M230 180c32 30 50 70 56 112', p.line, 6) +
    box(246, 168, 22, 50, 11, '#e07b39') +
    area('M122 386c60-10 210-10 276-28 0 26-20 40-48 40H150c-16 0-26-4-28-12z', p.dark) +
    oval(176, 268, 14, 34, p.line),
  webcam: (p) =>
    area('M216 316h80l22 84H194z', p.dark) +
    box(172, 388, 168, 26, 13, p.main) +
    box(112, 148, 288, 176, 60, p.main) +
    disc(256, 236, 66, p.dark) +
    disc(256, 236, 52, '#0f141a') +
    disc(256, 236, 30, '#27425e') +
    disc(244, 224, 9, '#9cc7ef') +
    box(146, 214, 14, 44, 7, p.line) +
    box(352, 214, 14, 44, 7, p.line) +
    disc(256, 162, 5, '#6fe3a5'),
  router: (p) =>
    both(box(108, 128, 22, 190, 11, p.dark) + box(182, 108, 22, 200, 11, p.dark)) +
    box(76, 284, 360, 98, 34, p.main) +
    box(76, 350, 360, 32, 16, p.dark) +
    [150, 182, 214, 246].map((x) => disc(x, 324, 7, '#6fe3a5')).join('') +
    box(316, 316, 84, 14, 7, p.line) +
    stroke('M236 248a28 28 0 0 1 40 0M220 228a52 52 0 0 1 72 0', '#5fa8e6', 9) +
    disc(256, 268, 7, '#5fa8e6'),
  'desk-lamp': (p) =>
    oval(204, 410, 100, 24, p.line) +
    oval(204, 400, 100, 24, p.main) +
    disc(236, 398, 8, p.glow) +
    stroke('M200 392l-52-136L300 142', p.line, 20) +
    stroke('M200 392l-52-136L300 142', p.white, 10) +
    disc(148, 256, 18, p.line) +
    `<g transform="translate(310 150) rotate(-28)">${lampHead(p)}</g>`,
  'night-light': (p) =>
    fade(0.6, disc(256, 290, 152, '#fff1c9')) +
    both(
      area('M196 196c-40-84-36-124-14-126 26-2 46 58 52 118z', p.main) +
        area('M196 176c-20-50-22-76-14-78s24 38 30 76z', '#f0b5a8'),
    ) +
    area('M256 176c-82 0-118 56-118 122 0 78 46 118 118 118s118-40 118-118c0-66-36-122-118-122z', p.main) +
    both(disc(210, 276, 10, p.ink) + oval(184, 312, 20, 12, '#f0a99c')) +
    area('M244 300h24l-12 14z', '#d97f72') +
    stroke('M238 326c6 10 12 10 18 0 6 10 12 10 18 0', p.ink, 5),
}

const lampHead = (p: Paint) =>
  fade(0.6, area('M-62 44H62l44 106H-106z', '#ffe08a')) +
  area('M-26 -44h52c30 14 44 50 46 84H-72c2-34 16-70 46-84z', p.main) +
  area('M-26 -44h20c-22 16-34 50-36 84h-30c2-34 16-70 46-84z', p.dark) +
  box(-76, 36, 152, 16, 8, p.line) +
  box(-58, 52, 116, 8, 4, '#ffc94d')

function keyRow(p: Paint, row: number): string {
  return Array.from({ length: 12 }, (_, at) =>
    box(82 + at * 29.2, 182 + row * 29, 24, 23, 5, row === 0 && at === 0 ? '#e9a15b' : p.light),
  ).join('')
}
