import type { Fact } from '../domain/draft.ts'
import type { Compatibility } from '../domain/product.ts'

/** So many names fit into a sentence that somebody reads. */
const IN_A_SENTENCE = 12

/** What the product goes together with and what it does not, a sentence each; long lists in several. */
export function describeCompatibility(all: readonly Compatibility[]): Fact[] {
  return [
    ...listFacts(
      'p:fits',
      all.filter(({ fits }) => fits),
      { ru: 'Подходит', zh: '适用于' },
    ),
    ...listFacts(
      'p:unfit',
      all.filter(({ fits }) => !fits),
      { ru: 'Не подходит', zh: '不适用于' },
    ),
  ]
}

function listFacts(id: string, list: Compatibility[], lead: { ru: string; zh: string }): Fact[] {
  const facts: Fact[] = []
  for (let from = 0; from < list.length; from += IN_A_SENTENCE) {
    const others = list.slice(from, from + IN_A_SENTENCE).map(({ other }) => other)
    facts.push({
      id: from === 0 ? id : `${id}:${from / IN_A_SENTENCE + 1}`,
      kind: 'attribute',
      title: 'Совместимость',
      textRu: `${lead.ru}: ${others.map(({ ru }) => ru.trim()).join('; ')}.`,
      textZh: `${lead.zh}：${others.map(({ ru, zh }) => (zh ?? ru).trim()).join('；')}。`,
    })
  }
  return facts
}
