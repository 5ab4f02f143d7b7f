import { isNull } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { users } from '../../db/schema/access.ts'
import type { ReadingLanguage } from '../../domain/reading/denials.ts'

/** As a model is told. */
export const LANGUAGE_NAMES = {
  zh: 'Simplified Chinese',
  ru: 'Russian',
  en: 'English',
} as const satisfies Record<ReadingLanguage, string>

const isLanguage = (value: string): value is ReadingLanguage => value in LANGUAGE_NAMES

/** The languages the people of this house read in; who never chose one is taken to read Chinese. */
export async function languagesOfPeople(db: Database): Promise<ReadingLanguage[]> {
  const rows = await db
    .selectDistinct({ language: users.language })
    .from(users)
    .where(isNull(users.disabledAt))
  const languages = new Set(rows.map(({ language }) => language ?? 'zh').filter(isLanguage))
  return languages.size > 0 ? [...languages] : ['zh']
}
