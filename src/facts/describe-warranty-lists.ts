import type { Fact } from '../domain/draft.ts'
import type { Bilingual, WarrantyFacts } from '../domain/product.ts'
import { lowerFirst } from './lower-first.ts'

/** What is covered, what is not and how to turn to the shop, a numbered sentence each. */
export function describeWarrantyLists(warranty: WarrantyFacts): Fact[] {
  return (warranty.months > 0 ? GUARANTEED : BY_LAW).flatMap((list) => listFact(list, warranty[list.part]))
}

type List = {
  part: 'coverage' | 'exclusions' | 'serviceSteps'
  title: string
  lead: string
  leadZh: string
}

const GUARANTEED: List[] = [
  { part: 'coverage', title: 'Гарантийные случаи', lead: 'Гарантийные случаи', leadZh: '保修范围' },
  { part: 'exclusions', title: 'Негарантийные случаи', lead: 'Негарантийные случаи', leadZh: '不在保修范围' },
  {
    part: 'serviceSteps',
    title: 'Как обратиться',
    lead: 'Как обратиться по гарантии',
    leadZh: '保修流程',
  },
]
/** Without a set warranty the law's rules for defects apply; the word would promise too much. */
const BY_LAW: List[] = [
  {
    part: 'coverage',
    title: 'Недостатки товара',
    lead: 'Как рассматриваются недостатки',
    leadZh: '缺陷处理',
  },
  {
    part: 'exclusions',
    title: 'Что не недостаток',
    lead: 'Не считаются недостатком товара',
    leadZh: '不视为商品缺陷',
  },
  {
    part: 'serviceSteps',
    title: 'Как обратиться',
    lead: 'Как сообщить о недостатке',
    leadZh: '缺陷申诉流程',
  },
]

const LIST_IDS = {
  coverage: 'p:warranty_covers',
  exclusions: 'p:warranty_excludes',
  serviceSteps: 'p:warranty_steps',
}

function listFact({ part, title, lead, leadZh }: List, items: Bilingual[]): Fact[] {
  if (items.length === 0) return []
  const ru = items.map((item) => item.ru.trim().replace(/[.;]+$/, ''))
  const zh = items.map((item) => (item.zh ?? item.ru).trim().replace(/[。;;.]+$/u, ''))
  return [
    {
      id: LIST_IDS[part],
      kind: 'attribute',
      title,
      textRu: `${lead}: ${ru.map((text, index) => `${index + 1}) ${lowerFirst(text)}`).join('; ')}.`,
      textZh: `${leadZh}：${zh.map((text, index) => `${index + 1}) ${text}`).join('；')}。`,
    },
  ]
}
