import { area, both, box, disc, type Paint, type Shape, stroke } from './paint.ts'

export const clothesShapes: Record<string, Shape> = {
  hoodie: (p) =>
    both(
      sleeve(p) +
        area('M256 146l-70-8c-24 60-18 160-20 254 28 10 60 12 90 12z', p.main) +
        box(166, 376, 90, 28, 10, p.dark),
    ) +
    area('M256 70c-58 0-86 40-80 84 22 30 48 44 80 44s58-14 80-44c6-44-22-84-80-84z', p.dark) +
    area('M256 96c-34 0-52 24-48 52 14 20 30 30 48 30s34-10 48-30c4-28-14-52-48-52z', p.ink) +
    area('M200 296h112l22 64H178z', p.dark) +
    both(stroke('M238 190v62', p.light, 7)),
  tshirt: (p) =>
    both(area('M300 112l-40-8c-20 20 8 40 40 40z', p.dark)) +
    both(
      area(
        'M214 104c-30 6-60 16-84 34l-52 76 52 34 28-34c4 60 2 120 0 190 30 8 66 10 98 10V152c-20 0-38-18-42-48z',
        p.main,
      ) + stroke('M78 214l52 34', p.line, 6),
    ) +
    stroke('M212 106c6 62 82 62 88 0', p.line, 8) +
    stroke('M158 398c60 14 136 14 196 0', p.line, 5),
  shirt: (p) =>
    both(
      sleeve(p) +
        area('M256 130l-64 2c-26 60-20 170-22 268 28 14 58 18 86 18z', p.main) +
        area('M256 160l-46-56-24 30 36 52z', p.light) +
        stroke('M256 160l-46-56-24 30 36 52z', p.line, 5),
    ) +
    stroke('M256 160v256', p.line, 5) +
    [200, 246, 292, 338, 384].map((y) => disc(256, y, 5, p.ink)).join('') +
    stroke('M292 226h42v44l-21 12-21-12z', p.line, 5),
  blouse: (p) =>
    both(
      area('M186 138c-44 14-72 44-88 96l-14 62 58 18 42-84z', p.dark) +
        box(88, 268, 58, 18, 6, p.line) +
        area('M256 128l-70 10c-20 70-30 160-36 256 36 16 70 26 106 10z', p.main) +
        area('M256 176l-40-60-26 22 30 48z', p.light),
    ) +
    stroke('M256 176v226', p.line, 5) +
    [212, 258, 304, 350].map((y) => disc(256, y, 6, '#f1e5cd')).join(''),
  sweater: (p) =>
    both(
      sleeve(p) +
        area('M256 140l-46-26-26 14c-24 60-16 170-18 256 28 10 60 12 90 12z', p.main) +
        box(166, 372, 90, 28, 8, p.dark) +
        [178, 194, 210, 226, 242].map((x) => stroke(`M${x} 376v20`, p.line, 3)).join(''),
    ) +
    area('M204 116l52 92 52-92-20-10-32 60-32-60z', p.dark) +
    both(stroke('M190 240l16-14 16 14 16-14 16 14M190 268l16-14 16 14 16-14 16 14', p.light, 5)),
  cardigan: (p) =>
    both(
      sleeve(p) +
        area('M238 240L212 112l-28 16c-24 60-22 190-24 288 26 10 54 12 78 12z', p.main) +
        area('M256 246l-34-136-20 8 36 140v170h18z', p.dark) +
        box(168, 324, 56, 66, 8, p.dark) +
        [188, 206].map((x) => stroke(`M${x} 180v120`, p.line, 4)).join(''),
    ) + [276, 316, 356, 396].map((y) => disc(256, y, 9, '#8a5f3a')).join(''),
  dress: (p) =>
    both(
      area('M206 112c-36 12-48 36-56 84l-24 130 40 8 44-140z', p.dark) +
        area('M256 118l-50-6c-10 46 4 80 6 108 2 34-34 120-40 216 26 10 54 12 84 12z', p.main) +
        [216, 234, 252]
          .map((x, at) =>
            stroke(`M${x} ${130 + at * 4}c-2 80 ${-8 + at * 3} 200 ${-26 + at * 9} 296`, p.line, 3),
          )
          .join(''),
    ) +
    area('M224 110c8 34 56 34 64 0z', p.dark) +
    area('M320 330l24 108-36 8z', p.light),
  'summer-dress': (p) =>
    both(
      area('M208 92l-62 52 24 50 38-26z', p.light) +
        area('M256 190L208 92c-12 60-2 100 8 132-30 60-74 140-84 196 40 20 80 24 124 24z', p.main),
    ) +
    area('M208 92l66 120-22 14c-30-30-50-80-44-134z', p.dark) +
    stroke('M206 226c34 12 68 12 100 0', p.white, 13) +
    stroke('M300 232l26 56M296 234l4 64', p.white, 9) +
    FLOWERS.map(([x, y]) => flower(x, y)).join(''),
  'thermal-set': (p) =>
    `<g transform="translate(-46 -16) scale(0.9)">${both(area('M200 104c-40 12-56 36-64 84l-26 140 36 10 46-120z', p.dark) + area('M256 112l-56-8c-10 60-6 130-4 216 20 6 40 8 60 8z', p.main) + stroke('M206 150c10 60 8 110 6 168', p.line, 5))}${stroke('M224 110c10 26 54 26 64 0', p.line, 7)}</g>` +
    area('M300 236h120l14 200h-50l-20-130-26 130h-48z', p.main) +
    box(300, 228, 120, 22, 8, p.dark) +
    stroke('M318 262l-10 160M402 262l12 160', p.line, 5),
  jeans: (p) =>
    area('M166 92h180l30 344h-82l-34-210-40 210h-82z', p.main) +
    area('M166 92h180l4 36H162z', p.dark) +
    stroke('M256 128v56c0 16-16 20-24 22M176 140c4 36 26 46 52 46M336 140c-4 36-26 46-52 46', '#e2b36b', 5) +
    both(stroke('M144 420h72', '#e2b36b', 5) + box(190, 88, 12, 44, 4, p.line)) +
    disc(256, 110, 9, '#e2b36b') +
    both(stroke('M174 250l-16 150', p.light, 6)),
  'wide-jeans': (p) =>
    area('M188 76h136l12 110 70 256H288l-32-206-32 206H106l70-256z', p.main) +
    area('M188 76h136l4 42H184z', p.dark) +
    stroke(
      'M256 118v64M194 128c2 30 22 42 46 44M318 128c-2 30-22 42-46 44M110 426h112M290 426h112',
      '#f0c987',
      5,
    ) +
    disc(256, 98, 9, '#f0c987') +
    both(stroke('M180 230l-46 180', p.light, 6)),
  leggings: (p) =>
    area(
      'M186 76h140c10 60 16 110 10 180l-18 184h-48l-14-214-14 214h-48l-18-184c-6-70 0-120 10-180z',
      p.main,
    ) +
    area('M186 76h140l8 60c-50 14-106 14-156 0z', p.line) +
    both(stroke('M192 160c-6 90 0 180 14 266', p.light, 5)) +
    box(236, 92, 40, 8, 4, p.light),
  pyjamas: (p) =>
    `<g transform="translate(-56 -10) scale(0.88)">${both(sleeve(p) + area('M256 130l-60 2c-20 60-18 130-18 200 26 8 52 10 78 10z', p.main) + [196, 216, 236].map((x) => stroke(`M${x} 150v180`, p.white, 5)).join('') + area('M256 176l-40-62-22 20 28 50z', p.light))}${[214, 254, 294].map((y) => disc(256, y, 6, p.ink)).join('')}</g>` +
    area('M290 256h132l18 186h-62l-22-110-24 110h-60z', p.main) +
    [308, 330, 382, 404].map((x) => stroke(`M${x} 284l${x < 356 ? -8 : 8} 148`, p.white, 5)).join('') +
    box(290, 250, 132, 24, 10, p.dark),
}

const FLOWERS: [number, number][] = [
  [230, 290],
  [286, 330],
  [200, 370],
  [256, 400],
  [322, 396],
  [238, 346],
  [226, 160],
  [288, 176],
]

const flower = (x: number, y: number) =>
  [0, 72, 144, 216, 288]
    .map(
      (degrees) =>
        `<circle cx="${x}" cy="${y - 9}" r="6" fill="#fff" transform="rotate(${degrees} ${x} ${y})"/>`,
    )
    .join('') + disc(x, y, 5, '#f2b84b')

const sleeve = (p: Paint) =>
  area('M190 132c-42 14-60 40-70 92l-26 150 44 10 54-120z', p.dark) +
  area('M97 356l44 10-4 22-44-10z', p.line)
