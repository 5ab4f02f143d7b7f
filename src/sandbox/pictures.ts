import { crc32, deflateSync } from 'node:zlib'
import type { RandomStreams } from './random.ts'

type Rgb = [number, number, number]

const WIDTH = 240
const HEIGHT = 180

/** A small made-up snapshot: a thing on a table, now and then with a crack across it. A real PNG. */
export function drawPhoto(random: RandomStreams): { contentType: string; body: Buffer } {
  const dice = () => random('photo')
  const table: Rgb = [190 + dice() * 40, 170 + dice() * 40, 140 + dice() * 40]
  const thing: Rgb = [40 + dice() * 160, 40 + dice() * 160, 40 + dice() * 160]
  const isRound = dice() < 0.5
  const cracked = dice() < 0.6
  const tilt = (dice() - 0.5) * 1.2

  const body = drawPng(WIDTH, HEIGHT, (x, y) => {
    const dx = x - WIDTH / 2
    const dy = y - HEIGHT / 2
    const inside = isRound ? dx * dx + dy * dy < 62 * 62 : Math.abs(dx) < 78 && Math.abs(dy) < 52
    const light = 1.1 - (x + y) / (WIDTH + HEIGHT) / 3
    if (!inside) return shade(table, light - (y > HEIGHT / 2 + 58 ? 0.08 : 0))
    const crack = dx * tilt + Math.sin(dx / 6) * 5
    if (cracked && Math.abs(dy - crack) < 1.6) return [20, 20, 20]
    return shade(thing, dx * dx + dy * dy < 20 * 20 ? light + 0.25 : light)
  })
  return { contentType: 'image/png', body }
}

/** RGB picture of any size from a function of the pixel; 8 bits a channel, no filter. */
function drawPng(width: number, height: number, colorAt: (x: number, y: number) => Rgb): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const [red, green, blue] = colorAt(x, y)
      rows[at] = clamp(red)
      rows[at + 1] = clamp(green)
      rows[at + 2] = clamp(blue)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Placeholder for a product that nobody drew: its colour and the first letters of its name. */
export function drawProduct(product: { name: { ru: string }; picture?: { color: string } }) {
  const color = /^#[0-9a-f]{6}$/i.test(product.picture?.color ?? '') ? product.picture?.color : '#5b7bd5'
  const letters = (product.name.ru.match(/\p{L}/gu) ?? ['?']).slice(0, 2).join('').toUpperCase()
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img"><rect width="200" height="200" rx="24" fill="${color}" fill-opacity=".14"/><circle cx="100" cy="100" r="58" fill="${color}"/><text x="100" y="118" font-family="sans-serif" font-size="48" font-weight="700" fill="#fff" text-anchor="middle">${letters}</text></svg>`
  return { contentType: 'image/svg+xml', body }
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))

const shade = ([red, green, blue]: Rgb, light: number): Rgb => [red * light, green * light, blue * light]

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(typed.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(typed, 4)
  framed.writeUInt32BE(crc32(typed), typed.length + 4)
  return framed
}
