import { area, box, disc, fade, oval, type Shape, stroke, text, turn } from './paint.ts'

export const homeShapes: Record<string, Shape> = {
  kettle: (p) =>
    stroke('M346 176c66-4 66 150 4 158', p.ink, 26) +
    area('M180 150h160l26 226H150z', p.main) +
    fade(0.8, area('M166 262h188l12 114H150z', '#7ec3e6')) +
    area('M182 150l-46 8 30 44z', p.dark) +
    box(174, 122, 172, 34, 14, p.ink) +
    box(240, 100, 32, 26, 10, p.ink) +
    stroke('M196 200l-10 130', p.white, 10) +
    box(140, 376, 232, 30, 14, p.ink) +
    box(150, 404, 212, 14, 7, p.metal) +
    disc(226, 391, 5, p.glow) +
    disc(256, 391, 5, '#7d8793') +
    disc(286, 391, 5, '#7d8793'),
  'travel-kettle': (p) =>
    stroke('M354 208c60 0 60 130 0 130', p.dark, 24) +
    box(206, 116, 100, 26, 13, p.ink) +
    area('M172 142h168l14 40H158z', p.dark) +
    [182, 226, 270]
      .map((y) => area(`M158 ${y}h196l-14 22 14 22H158l14-22z`, y === 226 ? p.light : p.main))
      .join('') +
    area('M158 190l-34-14 34 44z', p.dark) +
    box(150, 314, 212, 62, 16, p.metal) +
    box(142, 370, 228, 30, 14, p.ink) +
    text(256, 358, 30, p.ink, '0,6 л'),
  humidifier: (p) =>
    stroke('M226 120c-22-26 18-40 0-66M264 116c-22-30 20-44 0-74M300 120c-20-26 16-38 2-62', p.white, 13) +
    area('M164 176c0-34 40-52 92-52s92 18 92 52l14 158H150z', '#a9cfe8') +
    area('M158 246c40 16 70-16 98 0s60 14 98-2l8 90H150z', '#77b1d8') +
    oval(256, 136, 38, 10, p.ink) +
    box(142, 330, 228, 76, 30, p.main) +
    box(142, 380, 228, 26, 13, p.dark) +
    disc(256, 356, 13, '#5fa8e6') +
    disc(212, 356, 6, p.line) +
    disc(300, 356, 6, p.line),
  'stick-vacuum': (p) =>
    turn(
      18,
      stroke('M256 236v150', p.metal, 18) +
        area('M186 384h140l16 44H170z', p.ink) +
        box(186, 380, 140, 20, 10, p.main) +
        box(214, 126, 84, 116, 30, p.main) +
        fade(0.9, box(224, 172, 64, 84, 24, '#dfe6ec')) +
        box(240, 190, 32, 46, 14, p.dark) +
        stroke('M232 130c-50-20-50-76 8-76 40 0 52 26 52 70', p.ink, 20) +
        box(268, 108, 40, 40, 12, p.dark),
    ),
  'robot-vacuum': (p) =>
    disc(256, 268, 160, p.dark) +
    disc(256, 256, 160, p.main) +
    disc(256, 256, 138, p.light) +
    `<circle cx="256" cy="256" r="138" fill="none" stroke="${p.line}" stroke-width="3"/>` +
    disc(256, 214, 48, p.dark) +
    disc(256, 208, 44, p.ink) +
    disc(256, 208, 26, '#4a5564') +
    box(226, 318, 24, 24, 12, p.line) +
    box(262, 318, 24, 24, 12, p.line) +
    stroke('M132 330a142 142 0 0 0 248 0', p.line, 7) +
    stroke('M112 160l-34-30M112 160l-44 4M112 160l-14-42', p.ink, 6),
  'hair-dryer': (p) =>
    stroke('M318 400c20 40 70 10 92 46', p.ink, 12) +
    area('M286 262l48 140c6 20-10 30-30 30s-30-8-34-26l-30-136z', p.dark) +
    area('M116 152l30-14h170c60 0 96 32 96 74s-36 74-96 74H146l-30-14z', p.main) +
    box(84, 150, 46, 124, 12, p.ink) +
    disc(342, 212, 52, p.dark) +
    disc(342, 212, 38, p.light) +
    stroke('M320 196h44M316 212h52M320 228h44', p.dark, 6) +
    box(290, 320, 18, 40, 9, p.light),
  iron: (p) =>
    area('M92 352c20-110 90-170 196-170h84c30 0 44 20 48 50l16 120z', p.main) +
    area('M178 262c30-52 70-60 116-60h66c20 0 28 12 30 30l4 30z', p.white) +
    area('M204 246c22-26 52-28 90-28h60c12 0 16 8 18 18l2 10z', '#8fc0e8') +
    stroke('M196 180c30-44 70-54 120-54 60 0 88 30 92 70', p.ink, 26) +
    disc(260, 306, 30, p.dark) +
    stroke('M260 306l14-18', p.white, 7) +
    area('M76 352h364l6 32H68c0-16 2-22 8-32z', '#aab4bf') +
    stroke('M420 214c40 6 30 60 52 66', p.ink, 10),
  steamer: (p) =>
    stroke('M112 120c-26-12-10-34-36-44M104 156c-30-4-22-28-50-30M112 196c-28 8-30-14-54-4', p.white, 11) +
    area('M132 92h70l22 128h-96z', p.dark) +
    box(118, 90, 30, 134, 14, p.ink) +
    area(
      'M196 104h70c70 0 110 50 116 116l14 176c0 18-12 26-34 26s-34-10-36-26l-16-142c-4-26-20-40-50-40h-56z',
      p.main,
    ) +
    area('M330 270l48-4 10 130c0 14-10 20-26 20s-24-6-26-20z', '#8fc0e8') +
    box(262, 150, 46, 18, 9, p.light) +
    stroke('M366 422c6 40 50 20 70 44', p.ink, 10),
  'weather-station': (p) =>
    box(76, 130, 276, 226, 28, p.main) +
    box(98, 152, 232, 172, 14, '#101a26') +
    text(160, 214, 46, '#ffb766', '+22') +
    text(264, 214, 46, '#7fc4ff', '−14') +
    stroke('M212 170v60', '#3a4a5c', 4) +
    text(176, 296, 42, '#e9eef4', '18:40') +
    stroke('M284 268v32M270 276l28 16M298 276l-28 16', '#7fc4ff', 6) +
    box(126, 354, 176, 22, 10, p.dark) +
    box(376, 208, 72, 142, 24, p.white) +
    box(390, 226, 44, 34, 8, '#d4dde6') +
    stroke('M396 292h32M396 308h32M396 324h32', '#b9c5d1', 6),
  'probe-thermometer': (p) =>
    turn(
      32,
      area('M250 226h12l-2 210h-8z', p.metal) +
        box(206, 72, 100, 164, 42, p.main) +
        box(222, 96, 68, 62, 14, '#dbe8dc') +
        text(256, 138, 32, p.ink, '63°') +
        disc(238, 188, 11, p.white) +
        disc(274, 188, 11, p.white),
    ),
  'fan-heater': (p) =>
    box(138, 96, 236, 300, 44, p.main) +
    box(138, 352, 236, 44, 22, p.dark) +
    box(166, 196, 180, 146, 20, p.ink) +
    [214, 238, 262, 286, 310].map((y) => box(180, y, 152, 10, 5, p.glow)).join('') +
    disc(206, 146, 24, p.dark) +
    stroke('M206 146v-16', p.ink, 6) +
    disc(306, 146, 24, p.dark) +
    stroke('M306 146l12-10', p.ink, 6) +
    box(156, 392, 54, 20, 8, p.ink) +
    box(302, 392, 54, 20, 8, p.ink),
  convector: (p) =>
    box(60, 152, 392, 210, 18, p.main) +
    box(60, 338, 392, 24, 12, p.dark) +
    Array.from({ length: 16 }, (_, at) => box(82 + at * 19, 170, 10, 40, 5, p.line)).join('') +
    box(396, 170, 36, 96, 8, p.ink) +
    disc(414, 196, 10, p.light) +
    box(408, 226, 12, 24, 4, p.glow) +
    [128, 362]
      .map(
        (x) =>
          box(x, 360, 16, 30, 4, p.ink) +
          box(x - 26, 386, 68, 14, 7, p.ink) +
          disc(x - 16, 404, 9, p.line) +
          disc(x + 32, 404, 9, p.line),
      )
      .join('') +
    stroke('M190 130c-12-20 12-28 0-50M256 130c-12-20 12-28 0-50M322 130c-12-20 12-28 0-50', p.glow, 10),
}
