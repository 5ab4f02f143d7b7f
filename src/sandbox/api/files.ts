import { unknownThing } from '../api-error.ts'
import type { Shop, StoredFile, World } from '../world.ts'

/** A file of a chat; only the shop whose chat it is may have it. */
export function readFile(world: World, shop: Shop, path: string): StoredFile {
  const file = world.files.get(path)
  if (!file || file.clientId !== shop.clientId) throw unknownThing('file not found')
  return file
}
