import { area, box, disc, oval, type Shape, stroke, text, turn } from './paint.ts'

export const powerShapes: Record<string, Shape> = {
  'power-bank': (p) =>
    turn(
      -10,
      box(168, 96, 176, 316, 34, p.main) +
        box(168, 96, 36, 316, 18, p.dark) +
        box(222, 132, 104, 58, 14, '#10151c') +
        text(274, 172, 34, '#6fe3a5', '87%') +
        area('M278 240l-34 60h26l-8 46 38-62h-28z', p.line) +
        box(226, 400, 34, 10, 5, p.metal) +
        box(284, 400, 34, 10, 5, p.metal),
    ),
  'power-bank-magnet': (p) =>
    box(150, 84, 150, 330, 34, '#59636f') +
    box(166, 100, 46, 92, 20, '#454e59') +
    disc(189, 122, 14, p.ink) +
    disc(189, 164, 14, p.ink) +
    box(214, 196, 156, 196, 32, p.dark) +
    box(206, 190, 156, 196, 32, p.main) +
    `<circle cx="284" cy="280" r="48" fill="none" stroke="${p.white}" stroke-width="12"/>` +
    box(278, 326, 12, 34, 6, p.white),
  charger: (p) =>
    box(158, 148, 176, 216, 34, p.main) +
    box(158, 148, 52, 216, 26, p.dark) +
    box(334, 204, 66, 16, 8, p.metal) +
    box(334, 292, 66, 16, 8, p.metal) +
    box(176, 188, 16, 40, 8, p.ink) +
    box(176, 242, 16, 40, 8, p.ink) +
    box(174, 300, 20, 34, 4, p.ink) +
    text(272, 270, 36, p.line, '65 W'),
  'charger-mini': (p) =>
    box(176, 220, 160, 164, 36, p.main) +
    box(176, 348, 160, 36, 18, p.dark) +
    box(208, 148, 18, 76, 9, p.metal) +
    box(286, 148, 18, 76, 9, p.metal) +
    box(230, 360, 52, 14, 7, p.ink) +
    area('M262 252l-26 44h20l-6 34 28-46h-20z', p.line),
  cable: (p) =>
    stroke(
      'M150 168c0 150 20 210 106 210s106-60 106-122-40-96-92-96-84 34-84 92 40 86 78 86 62-24 62-58',
      p.line,
      22,
    ) +
    stroke(
      'M150 168c0 150 20 210 106 210s106-60 106-122-40-96-92-96-84 34-84 92 40 86 78 86 62-24 62-58',
      p.main,
      16,
    ) +
    box(130, 108, 40, 74, 10, p.dark) +
    box(138, 76, 24, 36, 7, p.metal) +
    box(306, 232, 40, 66, 10, p.dark) +
    box(314, 202, 24, 34, 7, p.metal),
  'car-charger': (p) =>
    box(196, 92, 120, 84, 26, p.main) +
    oval(256, 116, 44, 14, p.ink) +
    box(228, 110, 24, 12, 3, '#5fb6ff') +
    box(264, 112, 20, 8, 4, '#e8edf2') +
    box(206, 170, 100, 14, 4, '#5fb6ff') +
    area('M208 184h96l-10 168h-76z', p.dark) +
    box(226, 352, 60, 30, 8, p.metal) +
    disc(256, 392, 14, '#e6b457') +
    box(190, 232, 16, 64, 8, p.metal) +
    box(306, 232, 16, 64, 8, p.metal) +
    stroke('M234 214v104M278 214v104', p.line, 6),
  'surge-protector': (p) =>
    stroke('M78 256c-30 0-30 120 40 120h70', p.line, 14) +
    box(78, 192, 360, 128, 34, p.main) +
    box(78, 296, 360, 24, 12, p.dark) +
    [122, 174, 226, 278, 330]
      .map((x) => disc(x, 252, 23, p.dark) + disc(x - 8, 252, 4, p.ink) + disc(x + 8, 252, 4, p.ink))
      .join('') +
    box(376, 222, 40, 26, 8, '#e2574c') +
    box(376, 258, 40, 10, 3, p.ink) +
    box(376, 276, 40, 10, 3, p.ink) +
    box(186, 356, 62, 40, 12, p.dark) +
    box(246, 362, 26, 8, 4, p.metal) +
    box(246, 382, 26, 8, 4, p.metal),
  'usb-hub': (p) =>
    turn(
      -12,
      stroke('M150 256H92', p.ink, 16) +
        box(62, 240, 40, 32, 7, p.metal) +
        box(140, 204, 292, 104, 24, p.main) +
        box(140, 280, 292, 28, 14, p.dark) +
        box(172, 288, 52, 12, 3, p.ink) +
        box(238, 288, 40, 12, 3, '#3f7fd0') +
        box(292, 288, 40, 12, 3, '#3f7fd0') +
        box(346, 288, 56, 12, 3, p.ink) +
        box(196, 236, 140, 10, 5, p.light),
    ),
}
