import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { livePrompts, promptVersions } from '../db/schema/prompts.ts'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import type { Trilingual } from '../domain/draft.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { PromptMisfit } from '../http/contracts/status.ts'
import { promptNames } from './load-prompt.ts'
import { isUsable, keyOf, unfitness } from './own-prompt.ts'

/** Not what its hash says: somebody wrote into the database. */
const CHANGED: Trilingual = {
  en: 'The stored text is not the one that was saved.',
  zh: '数据库中的文本与保存时不一致。',
  ru: 'Сохранённый текст изменён в базе данных.',
}

/** Own versions that shops were given and that do not fit any more: the shipped ones stand in for them. */
export async function promptMisfits(db: Database, scope: ShopScope): Promise<PromptMisfit[]> {
  const rows = await db
    .select({ shopId: shops.id, shopName: shops.name, own: promptVersions })
    .from(livePrompts)
    .innerJoin(shops, eq(shops.id, livePrompts.shopId))
    .innerJoin(
      promptVersions,
      and(eq(promptVersions.name, livePrompts.name), eq(promptVersions.number, livePrompts.number)),
    )
    .where(and(isNull(shops.disabledAt), withinShops(scope, shops.id)))
    .orderBy(asc(shops.name), asc(livePrompts.name))
  const known = promptNames()
  return rows.flatMap(({ shopId, shopName, own }) => {
    if (!known.includes(own.name) || isUsable(own)) return []
    const problems = unfitness(own).map(({ message }) => message)
    return {
      shopId,
      shopName,
      prompt: own.name,
      key: keyOf(own.number, 0),
      problems: problems.length > 0 ? problems : [CHANGED],
    }
  })
}
