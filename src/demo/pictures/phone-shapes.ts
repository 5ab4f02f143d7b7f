import { area, box, disc, fade, type Paint, type Shape, stroke, text, turn } from './paint.ts'

export const phoneShapes: Record<string, Shape> = {
  'phone-case': (p) =>
    box(158, 76, 196, 360, 44, p.main) +
    box(170, 88, 172, 336, 36, p.light) +
    box(176, 94, 160, 324, 32, p.main) +
    box(190, 108, 88, 92, 28, p.dark) +
    disc(218, 138, 17, p.ink) +
    disc(250, 170, 17, p.ink) +
    `<circle cx="256" cy="288" r="50" fill="none" stroke="${p.line}" stroke-width="10"/>` +
    box(251, 346, 10, 34, 5, p.line),
  'phone-case-clear': (p) =>
    box(166, 82, 180, 348, 34, '#4d6b86') +
    [120, 170, 220].map((y) => disc(204, y, 18, p.ink) + disc(204, y, 9, '#5b7690')).join('') +
    fade(0.45, box(150, 66, 212, 380, 46, p.main)) +
    stroke(
      'M150 112a46 46 0 0 1 46-46M362 112a46 46 0 0 0-46-46M150 400a46 46 0 0 0 46 46M362 400a46 46 0 0 1-46 46',
      p.white,
      14,
    ) +
    fade(0.6, stroke('M318 130l-90 200M340 190l-70 150', p.white, 12)),
  'screen-glass': (p) =>
    turn(8, box(196, 84, 180, 344, 30, '#39424d') + box(206, 94, 160, 324, 22, '#5f6f80')) +
    turn(
      -8,
      box(136, 84, 180, 344, 30, p.ink) +
        box(146, 96, 160, 320, 20, p.main) +
        disc(226, 114, 7, p.ink) +
        stroke('M270 140l-80 170M286 210l-60 124', p.white, 10),
    ),
  'smart-watch': (p) =>
    straps(p) +
    disc(256, 256, 98, p.dark) +
    disc(256, 256, 82, '#0e1319') +
    box(352, 240, 18, 34, 8, p.line) +
    `<circle cx="256" cy="256" r="66" fill="none" stroke="#2c3947" stroke-width="8"/>` +
    stroke('M256 190a66 66 0 0 1 56 100', '#5fd09a', 8) +
    text(256, 268, 42, p.white, '10:24'),
  'kids-watch': (p) =>
    straps(p) +
    box(160, 164, 192, 184, 48, p.dark) +
    box(176, 180, 160, 152, 36, '#1d2633') +
    disc(256, 192, 5, '#5b6b7d') +
    area('M256 214c-26 0-44 18-44 42 0 30 44 62 44 62s44-32 44-62c0-24-18-42-44-42z', '#ffd166') +
    disc(256, 256, 17, '#1d2633') +
    box(352, 230, 18, 50, 9, '#e2574c'),
  'e-reader': (p) =>
    turn(
      -6,
      box(132, 72, 248, 368, 26, p.main) +
        box(158, 96, 196, 282, 6, '#f3f1e8') +
        box(178, 120, 110, 14, 4, '#3d3d3a') +
        [156, 180, 204, 228, 252, 276, 300, 324]
          .map((y, row) => box(178, y, [156, 148, 156, 140, 156, 150, 156, 84][row] ?? 150, 7, 3, '#a9a79d'))
          .join('') +
        box(232, 398, 48, 14, 7, p.line),
    ),
}

function straps(p: Paint): string {
  return (
    area('M204 180l14-112h76l14 112zM204 332l14 112h76l14-112z', p.main) +
    box(218, 56, 76, 18, 9, p.dark) +
    box(218, 438, 76, 18, 9, p.dark) +
    [392, 410, 428].map((y) => disc(256, y, 5, p.line)).join('')
  )
}
