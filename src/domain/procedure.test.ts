import { describe, expect, it } from 'vitest'
import { checkContext } from '../drafting/checks/check-context.ts'
import { runChecks } from '../drafting/checks/run-checks.ts'
import { CATEGORIES, type Category } from './category.ts'
import { mayApprove, type Procedure, procedureContentSchema, procedureForCase } from './procedure.ts'
import { SHIPPED_PROCEDURES } from './procedures/shipped.ts'
import { remediesOf } from './remedy.ts'

const shipped = (category: Category): Procedure => ({
  category,
  version: 0,
  isShipped: true,
  content: SHIPPED_PROCEDURES[category],
})

describe('the shipped procedures', () => {
  it.each(CATEGORIES)('%s: whole, in three languages, nothing left to fill in', (category) => {
    const content = SHIPPED_PROCEDURES[category]
    expect(procedureContentSchema.parse(content)).toEqual(content)
    const texts = [
      content.tone,
      ...content.steps,
      ...content.required.flatMap(({ question }) => (question ? [question] : [])),
    ]
    for (const { ru, zh, en } of texts) {
      expect(ru).toMatch(/^[А-ЯЁ7«].*[.!?]$/su)
      expect(zh).toMatch(/\p{Script=Han}.*[。！？]$/su)
      expect(en).toMatch(/^[A-Z].*[.!?]$/su)
    }
    expect(content.examples.length).toBeGreaterThan(0)
    for (const { zh } of content.examples) expect(zh).toMatch(/\p{Script=Han}/u)
  })

  it.each(CATEGORIES)('%s: what it asks and gives as an example keeps every rule of a chat', (category) => {
    const { required, examples, remedies } = SHIPPED_PROCEDURES[category]
    const context = checkContext({ channel: 'ozon-chat', procedureRemedies: remedies, role: 'agent' })
    for (const text of [
      ...required.flatMap(({ question }) => (question ? [question.ru] : [])),
      ...examples.map(({ ru }) => ru),
    ]) {
      const findings = runChecks(text, context).filter(({ status }) => status !== 'pass')
      expect(findings, text).toEqual([])
    }
  })

  it('allow, with somebody’s approval, whatever a category allows without a procedure', () => {
    for (const category of CATEGORIES) {
      const allowed = SHIPPED_PROCEDURES[category].remedies.map(({ remedy }) => remedy)
      expect(allowed, category).toEqual(expect.arrayContaining([...remediesOf(category)]))
    }
  })
})

describe('the procedure of a turn', () => {
  it('is nothing without a category', () => expect(procedureForCase([], 'FBO')).toBeUndefined())

  it('asks for what any of its asks needs, once, and decides where one of them does', () => {
    const joined = procedureForCase([shipped('defect'), shipped('warranty')], undefined)
    expect(joined?.categories).toEqual(['defect', 'warranty'])
    expect(joined?.version).toBe('defect/shipped+warranty/shipped')
    expect(joined?.required.map(({ fact, decides }) => [fact, decides])).toEqual([
      ['defect_description', true],
      ['photo', true],
      ['product', true],
      ['order', true],
      ['warranty_terms', true],
    ])
  })

  it('lets a remedy be approved only by the highest of those whom its procedures name', () => {
    const approver = (...categories: Category[]) =>
      procedureForCase(categories.map(shipped), undefined)?.remedies.find(({ remedy }) => remedy === 'refund')
        ?.approver
    expect([approver('defect'), approver('complaint')]).toEqual(['agent', 'lead'])
    expect([approver('defect', 'complaint'), approver('complaint', 'defect')]).toEqual(['lead', 'lead'])
  })

  it('has the steps of the order’s scheme, all of them where it is not known', () => {
    const steps = (scheme?: string) =>
      procedureForCase([shipped('return')], scheme)?.steps.map(({ en }) => en) ?? []
    expect(steps('FBO').some((en) => en.startsWith('From Ozon’s warehouse'))).toBe(true)
    expect(steps('FBO').some((en) => en.startsWith('From the shop’s warehouse'))).toBe(false)
    expect(steps('rFBS')).toHaveLength(steps('FBS').length)
    expect(steps()).toHaveLength(steps('FBO').length + 2)
  })
})

it('a role approves what is kept for it and for those below', () => {
  const roles = ['agent', 'lead', 'admin'] as const
  expect(roles.map((role) => roles.map((needed) => mayApprove(role, needed)))).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
})
