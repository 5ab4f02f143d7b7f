import { z } from 'zod'
import knowledge from './data/knowledge.json' with { type: 'json' }
import clothing from './data/products-clothing.json' with { type: 'json' }
import electronics from './data/products-electronics.json' with { type: 'json' }
import scripts from './data/scripts.json' with { type: 'json' }
import {
  type DemoEntry,
  type DemoProduct,
  type DemoScript,
  demoEntrySchema,
  demoProductSchema,
  demoScriptSchema,
} from './shop-data.ts'

export type DemoData = { products: DemoProduct[]; entries: DemoEntry[]; scripts: DemoScript[] }

let loaded: DemoData | undefined

/** The whole demo shop, parsed once; throws when a data file does not match its schema. */
export function loadDemoData(): DemoData {
  loaded ??= {
    products: z.array(demoProductSchema).parse([...electronics, ...clothing]),
    entries: z.array(demoEntrySchema).parse(knowledge),
    scripts: z.array(demoScriptSchema).parse(scripts),
  }
  return loaded
}
