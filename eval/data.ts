import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Reads a JSON Lines file of the data folder, each line parsed; says which line is wrong. */
export function readLines<T extends z.ZodType>(folder: string, file: string, line: T): z.infer<T>[] {
  const path = join(folder, file)
  if (!existsSync(path)) throw new Error(`There is no ${path}; name the folder with --data`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text, i) => {
      const parsed = line.safeParse(JSON.parse(text))
      if (!parsed.success) throw new Error(`${path}:${i + 1}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}
