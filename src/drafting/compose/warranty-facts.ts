import type { Fact } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'

const ASKS_WARRANTY = /(?<!\p{L})(?:гаранти|сервисн\p{L}* центр|ремонт)/u
/** Is this case covered? Only a person decides; the buyer gets both lists of the card. */
const ASKS_COVERAGE =
  /(?<!\p{L})(?:по гаранти|гарантийн\p{L}* случа|попада|бесплатн|приме(?:те|тся|ут)|поч[ие]н|заменят|замените|пришлете)/u
const ASKS_PROCEDURE =
  /(?<!\p{L})(?:порядок|как (?:обратиться|оформить|подать|сдать|воспользоваться)|куда|что (?:прислать|нужно|надо)|сервисн\p{L}* центр|обращени)/u
/** Where the nearest workshop is no card says. */
const ASKS_PLACE = /(?<!\p{L})сервисн\p{L}* центр/u
const ASKS_START = /(?<!\p{L})(?:с какого|с когда|начина|начало|отсчит|с новой|со старой|с момента)/u

const ASKS_LEFT = /(?<!\p{L})(?:остал|остат|сколько ещ?е|еще (?:действ|на гаранти|есть|идет))/u

/**
 * The warranty facts that answer an ask, in the order in which they are told: until when, what is covered and what
 * is not, how to turn to the shop. `isForPerson`: the card alone does not decide what the buyer asks.
 */
export function warrantyFacts(ask: string, facts: Fact[]): { facts: Fact[]; isForPerson: boolean } {
  const words = normalise(ask)
  if (!ASKS_WARRANTY.test(words)) return { facts: [], isForPerson: false }
  const asksCoverage = ASKS_COVERAGE.test(words)
  const asksProcedure = ASKS_PROCEDURE.test(words)
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  // Dates of this purchase say more than the length on the card; a buyer who asks for the length gets both.
  const isLengthOnly = !asksCoverage && !asksProcedure
  const ids = [
    ...(isLengthOnly || !byId.has('c:warranty_end') ? ['p:warranty'] : []),
    ...(ASKS_START.test(words) ? ['c:warranty_start'] : []),
    'c:warranty_end',
    ...(ASKS_LEFT.test(words) ? ['c:warranty_left'] : []),
    ...(byId.has('c:warranty_end') || !byId.has('p:warranty') ? [] : ['c:warranty_start']),
    'c:defect_claim_end',
    ...(asksCoverage && !asksProcedure ? ['p:warranty_covers', 'p:warranty_excludes'] : []),
    ...(asksProcedure ? ['p:warranty_steps'] : []),
  ]
  const told = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  return { facts: told, isForPerson: asksCoverage || ASKS_PLACE.test(words) }
}
