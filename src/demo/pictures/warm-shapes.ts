import { area, both, box, disc, type Shape, stroke } from './paint.ts'

const WAVE = 'M0 0c-14-20 14-30 0-52'

/** Three rising wavy lines, the sign of heat. */
const heat = (x: number, y: number, colour: string) =>
  [0, 30, 60].map((dx) => `<g transform="translate(${x + dx} ${y})">${stroke(WAVE, colour, 9)}</g>`).join('')

export const warmShapes: Record<string, Shape> = {
  'heated-blanket': (p) =>
    area('M84 180c60-30 120 16 180-6s110-20 164 4v190c-50-22-110-18-164 4s-120-24-180 6z', p.main) +
    area('M84 320c60-30 120 16 180-6s110-20 164 4v50c-50-22-110-18-164 4s-120-24-180 6z', p.dark) +
    stroke('M120 214c50-16 92 14 142-2s90-18 130-4M120 262c50-16 92 14 142-2s90-18 130-4', p.light, 7) +
    heat(196, 150, p.glow) +
    stroke('M404 356c40 30-10 60-60 62', p.ink, 8) +
    box(276, 386, 76, 46, 16, p.ink) +
    box(290, 400, 30, 18, 4, '#6fe3a5') +
    disc(336, 409, 6, p.glow),
  'heated-insoles': (p) =>
    both(
      area(
        'M172 92c46 0 66 54 62 104-4 44-22 62-22 104 0 46 14 60 10 92-4 30-24 44-50 44s-48-18-50-52c-4-60 2-80-8-132-12-66-2-160 58-160z',
        p.dark,
      ) +
        area(
          'M172 106c36 0 52 46 48 90-4 42-22 62-22 104 0 44 12 60 9 88-3 24-17 34-35 34s-34-12-36-38c-4-60 2-84-8-134-10-60-4-144 44-144z',
          p.main,
        ) +
        stroke('M172 132c24 10 30 44 26 70M150 150c-12 40-6 80 0 118M172 224c-6 40-8 120 0 172', p.glow, 7),
    ),
  'shoe-dryer': (p) =>
    stroke('M176 150c-6-60 60-90 80-40s80 20 80-40', p.ink, 11) +
    both(
      area('M142 168c0-22 16-34 36-34s36 12 36 34v120l20 84c6 30-14 46-58 46s-62-16-56-46l22-84z', p.main) +
        [206, 234, 262, 290].map((y) => box(156, y, 44, 10, 5, p.light)).join('') +
        box(140, 350, 72, 12, 6, p.line) +
        box(146, 374, 60, 12, 6, p.glow),
    ),
  'heated-vest': (p) =>
    both(
      area('M256 116l-34-20c-22 8-40 16-64 22 6 46-4 76-36 106l8 186c40 12 86 16 126 16z', p.main) +
        stroke('M130 266c40 8 86 10 126 10M130 326c40 8 86 10 126 10M134 386c40 8 82 10 122 10', p.line, 5) +
        area('M256 116l-34-20-20 10c10 34 30 54 54 64z', p.dark) +
        box(152, 338, 62, 10, 5, p.glow),
    ) +
    stroke('M256 150v276', p.line, 6) +
    disc(312, 222, 14, '#e2574c') +
    heat(160, 320, p.glow),
}
