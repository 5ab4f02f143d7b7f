import { area, both, box, disc, oval, type Shape, stroke } from './paint.ts'

export const audioShapes: Record<string, Shape> = {
  earbuds: (p) =>
    both(
      area(
        'M150 150c-34 0-58 26-58 58 0 30 20 50 46 56v92c0 14 10 24 23 24s23-10 23-24V216c0-40-6-66-34-66z',
        p.main,
      ) +
        oval(140, 206, 30, 38, p.light) +
        oval(120, 206, 14, 24, p.line) +
        box(138, 346, 46, 12, 6, p.line),
    ) +
    box(206, 250, 100, 132, 34, p.dark) +
    box(206, 250, 100, 52, 26, p.light) +
    box(206, 296, 100, 6, 0, p.dark) +
    disc(256, 330, 5, '#7fe0a0'),
  headphones: (p) =>
    stroke('M128 300v-34a128 128 0 0 1 256 0v34', p.dark, 30) +
    stroke('M150 230a116 116 0 0 1 212 0', p.light, 12) +
    both(
      box(96, 262, 78, 132, 36, p.main) +
        box(158, 270, 30, 116, 15, p.line) +
        box(110, 296, 12, 62, 6, p.light),
    ),
  'wired-earphones': (p) =>
    stroke('M190 196c0 90 66 60 66 130v44c0 26 52 26 52 0', p.white, 9) +
    stroke('M322 196c0 90-66 60-66 130', p.white, 9) +
    both(disc(180, 160, 40, p.main) + disc(168, 160, 22, p.line) + box(178, 160, 24, 62, 12, p.main)) +
    box(246, 296, 20, 58, 10, p.dark) +
    disc(256, 312, 4, p.ink) +
    disc(256, 336, 4, p.ink) +
    box(294, 340, 28, 40, 8, p.dark) +
    box(299, 318, 18, 26, 4, '#9aa5b1'),
  'bone-headset': (p) =>
    stroke('M134 250c-26-60 0-104 34-104 26 0 34 26 30 56', p.main, 22) +
    stroke('M378 250c26-60 0-104-34-104-26 0-34 26-30 56', p.main, 22) +
    stroke('M134 246c10 150 234 150 244 0', p.dark, 16) +
    both(
      box(176, 186, 46, 66, 20, p.dark) +
        box(184, 196, 30, 46, 14, p.light) +
        box(116, 226, 40, 76, 18, p.main) +
        disc(136, 246, 6, p.light),
    ),
  speaker: (p) =>
    box(84, 180, 344, 160, 72, p.main) +
    both(disc(148, 260, 62, p.dark) + disc(148, 260, 46, p.light) + disc(148, 260, 26, p.ink)) +
    box(214, 204, 84, 112, 16, p.dark) +
    stroke('M236 240h40M256 220v40M236 286h40', p.light, 8) +
    stroke('M190 182c14-50 118-50 132 0', p.ink, 12),
}
