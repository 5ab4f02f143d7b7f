import { area, both, box, move, type Paint, type Shape, stroke } from './paint.ts'

export const footwearShapes: Record<string, Shape> = {
  socks: (p) => move(104, -14, sock(p, p.dark)) + move(0, 14, sock(p, p.main)),
  'short-socks': (p) =>
    [0, 1, 2]
      .map(
        (at) =>
          `<g transform="translate(${at * 62 - 62} ${at * 46 - 46})">` +
          area(
            'M170 186h96v56c0 16 10 24 34 32l50 18c30 10 34 54-4 54H212c-34 0-50-20-50-50z',
            at === 1 ? p.line : p.main,
          ) +
          box(164, 176, 108, 30, 12, at === 1 ? p.main : p.line) +
          '</g>',
      )
      .join(''),
  slippers: (p) =>
    both(
      area(
        'M168 90c54 0 74 60 70 130-4 60-10 90-10 140 0 46-24 66-58 66s-58-20-58-66c0-50-8-80-12-140-4-70 14-130 68-130z',
        '#5f574f',
      ) +
        area(
          'M168 104c44 0 60 54 56 116-3 56-10 90-10 140 0 36-18 52-44 52s-46-16-46-52c0-50-6-84-10-140-4-62 10-116 54-116z',
          '#c98b5e',
        ) +
        area(
          'M168 90c54 0 74 60 70 130-2 20-4 36-6 54-40 16-88 16-126 0-2-18-4-34-6-54-4-70 14-130 68-130z',
          p.main,
        ) +
        stroke('M108 266c38 16 84 16 122 0', p.dark, 8),
    ),
  boots: (p) =>
    area('M172 92h124c6 50-2 90 6 130 30 20 96 26 116 70 10 24 8 50 4 70H152c-6-100 16-170 20-270z', p.main) +
    area('M164 80h140c10 14 8 34-2 44H166c-10-12-12-32-2-44z', '#e4d6c2') +
    area('M146 356h282v28c0 12-8 18-20 18H160c-10 0-14-8-14-18z', p.ink) +
    [166, 202, 238, 274, 310, 346, 382].map((x) => box(x, 394, 22, 16, 4, p.ink)).join('') +
    area('M338 252c40 8 74 22 84 50 6 18 6 38 4 54h-60c4-40-6-76-28-104z', p.dark) +
    [150, 178, 206, 234]
      .map((y, at) => stroke(`M${262 + at * 8} ${y}l${50 + at * 4} ${at * 3}`, '#f0dcbf', 8))
      .join('') +
    stroke('M206 130l-8 200', p.dark, 6),
  beanie: (p) =>
    area('M256 92c-96 0-142 76-142 186h284c0-110-46-186-142-186z', p.main) +
    [150, 190, 230]
      .map((x) =>
        both(stroke(`M${x} 266c4-70 ${20 + (230 - x) / 3} -120 ${(256 - x) * 0.7} -158`, p.line, 5)),
      )
      .join('') +
    box(98, 268, 316, 96, 34, p.dark) +
    Array.from({ length: 14 }, (_, at) => stroke(`M${122 + at * 20.6} 284v64`, p.main, 7)).join('') +
    box(338, 300, 46, 32, 5, '#f4ead6'),
  gloves: (p) =>
    `<g transform="translate(-26 8) rotate(-8 256 256)">${glove(p.main, p.line, p.light)}</g><g transform="translate(538 8) scale(-1 1) rotate(-8 256 256)">${glove(p.main, p.line, p.light)}</g>`,
}

const sock = (p: Paint, fill: string) =>
  area('M124 76h100v180l72 66c34 34 8 100-48 100-22 0-38-8-54-24l-58-58c-18-18-22-38-18-64z', fill) +
  area('M118 300c-4 24 2 40 18 56l30 30c24-30 8-80-48-86z', p.line) +
  area('M256 284l40 38c34 34 8 100-48 100-12 0-22-2-32-8-12-50 0-104 40-130z', p.line) +
  box(114, 70, 120, 52, 14, p.light) +
  stroke('M136 82v28M160 82v28M184 82v28M210 82v28', p.line, 5) +
  stroke('M128 150h92M127 174h93', '#b5532f', 9)

const glove = (main: string, line: string, tip: string) =>
  [
    [104, 150],
    [137, 122],
    [170, 118],
    [203, 146],
  ]
    .map(([x = 0, y = 0]) => box(x, y, 30, 160, 15, main) + box(x + 4, y + 4, 22, 28, 11, tip))
    .join('') +
  area('M104 240h129v120H112c-6-30-8-80-8-120z', main) +
  `<g transform="rotate(34 240 300)">${box(222, 218, 32, 116, 16, main)}${box(226, 222, 24, 28, 12, tip)}</g>` +
  box(108, 352, 122, 56, 14, line) +
  stroke('M128 362v36M150 362v36M172 362v36M194 362v36M214 362v36', main, 5)
