import { audioShapes } from './pictures/audio-shapes.ts'
import { clothesShapes } from './pictures/clothes-shapes.ts'
import { deskShapes } from './pictures/desk-shapes.ts'
import { footwearShapes } from './pictures/footwear-shapes.ts'
import { homeShapes } from './pictures/home-shapes.ts'
import { outerwearShapes } from './pictures/outerwear-shapes.ts'
import { backdropFor, paintFor, type Shape } from './pictures/paint.ts'
import { phoneShapes } from './pictures/phone-shapes.ts'
import { powerShapes } from './pictures/power-shapes.ts'
import { warmShapes } from './pictures/warm-shapes.ts'
import type { DemoProduct } from './shop-data.ts'

const SHAPES: Record<string, Shape> = {
  ...audioShapes,
  ...powerShapes,
  ...phoneShapes,
  ...deskShapes,
  ...homeShapes,
  ...warmShapes,
  ...outerwearShapes,
  ...clothesShapes,
  ...footwearShapes,
}

/** A 512×512 self-contained SVG: no scripts, no outside references. Throws on a shape nobody draws. */
export function drawProductPicture({ name, picture }: Pick<DemoProduct, 'name' | 'picture'>): string {
  const shape = SHAPES[picture.shape]
  if (!shape) throw new Error(`No picture shape "${picture.shape}"; known: ${Object.keys(SHAPES).join(', ')}`)
  const { base, disc } = backdropFor(picture.color)
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img">',
    `<title>${escapeXml(name.ru)}</title>`,
    `<rect width="512" height="512" fill="${base}"/>`,
    `<circle cx="256" cy="256" r="216" fill="${disc}"/>`,
    shape(paintFor(picture.color)),
    '</svg>',
  ].join('')
}

function escapeXml(value: string): string {
  return value.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
