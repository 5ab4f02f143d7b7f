import { describe, expect, it } from 'vitest'
import { input as caseOf } from '../../../test/factories/compose-input.ts'
import { checkContext } from '../checks/check-context.ts'
import { runChecks } from '../checks/run-checks.ts'
import { composeBuiltIn } from './built-in-composer.ts'
import { publicRules } from './review-reply.ts'

const CASES = [
  [5, 'DELIVERED', 'Худи тёплое, не село.'],
  [4, 'DELIVERED', 'Чайник красивый, греет быстро. Минус звезда за запах первые дни.'],
  [5, 'DELIVERED', ''],
  [2, 'DELIVERED', 'Молния разошлась на третий день.'],
  [1, 'DELIVERED', ''],
  [1, 'CANCELLED', 'Маломерят, отказался на пункте выдачи.'],
] as const

describe('the reply to a review', () => {
  it.each(CASES)(
    'of %i stars (%s) «%s» breaks no rule and offers nothing',
    async (rating, orderStatus, turnText) => {
      const input = caseOf(turnText, { channel: 'ozon-review', review: { rating, orderStatus } })
      const { sentences, promises } = await composeBuiltIn(input)
      const text = sentences.map(({ ru }) => ru).join(' ')
      expect(text).toMatch(rating > 3 ? /Спасибо/ : /Сожалеем|Жаль/)
      expect(promises).toEqual([])
      const broken = runChecks(text, checkContext({ channel: 'ozon-review' }))
      expect(broken.filter(({ status }) => status !== 'pass').map(({ rule }) => rule)).toEqual([])
    },
  )

  it('tells who praises that we are glad, and who also names a fault that it was read', async () => {
    const said = async (turnText: string) => {
      const { sentences } = await composeBuiltIn(
        caseOf(turnText, { channel: 'ozon-review', review: { rating: 4 } }),
      )
      return sentences.map(({ ru }) => ru).join(' ')
    }
    expect(await said('Худи тёплое, сидит отлично.')).toContain('Рады')
    expect(await said('Греет быстро. Минус звезда за запах.')).not.toContain('Рады')
    expect(await said('Греет быстро. Минус звезда за запах.')).toContain('замечание')
  })

  it('tells a model where it will stand, and a chat nothing of it', () => {
    expect(publicRules({ channel: 'ozon-review', review: { rating: 2 } }).join(' ')).toMatch(
      /2 stars of 5.*1000|1000.*2 stars/s,
    )
    expect(publicRules({ channel: 'ozon-question' }).join(' ')).toContain('3000')
    expect(publicRules({ channel: 'ozon-chat' })).toEqual([])
  })
})
