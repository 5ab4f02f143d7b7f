import { z } from 'zod'
import feedback from './data/feedback.json' with { type: 'json' }
import knowledge from './data/knowledge.json' with { type: 'json' }
import pastReviews from './data/past-reviews.json' with { type: 'json' }
import clothing from './data/products-clothing.json' with { type: 'json' }
import electronics from './data/products-electronics.json' with { type: 'json' }
import scripts from './data/scripts.json' with { type: 'json' }
import {
  type DemoEntry,
  type DemoFeedback,
  type DemoPastReview,
  type DemoProduct,
  type DemoScript,
  demoEntrySchema,
  demoFeedbackSchema,
  demoPastReviewSchema,
  demoProductSchema,
  demoScriptSchema,
} from './shop-data.ts'

export type DemoData = {
  products: DemoProduct[]
  entries: DemoEntry[]
  scripts: DemoScript[]
  feedback: DemoFeedback
  pastReviews: DemoPastReview[]
}

let loaded: DemoData | undefined

/** The whole demo shop, parsed once; throws when a data file does not match its schema. */
export function loadDemoData(): DemoData {
  loaded ??= {
    products: z.array(demoProductSchema).parse([...electronics, ...clothing]),
    entries: z.array(demoEntrySchema).parse(knowledge),
    scripts: z.array(demoScriptSchema).parse(scripts),
    feedback: demoFeedbackSchema.parse(feedback),
    pastReviews: z.array(demoPastReviewSchema).parse(pastReviews),
  }
  return loaded
}
