/** What a complaint is about, in the large. */
export const COMPLAINT_KINDS = ['quality', 'logistics', 'service', 'price'] as const
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number]

type Named = { kind: ComplaintKind; ru: string; zh: string; en: string }

/** What buyers complain of, by the kind it belongs to, as people call it. The last of a kind: nothing nearer was said. */
export const TOPIC_NAMES = {
  breaks: { kind: 'quality', ru: 'Ломается, рвётся', zh: '易坏、破裂', en: 'Breaks or tears' },
  defect: { kind: 'quality', ru: 'Брак, не работает', zh: '次品、无法使用', en: 'Faulty from the start' },
  zipper: { kind: 'quality', ru: 'Молния, застёжка', zh: '拉链、扣件', en: 'Zip or fastening' },
  seams: { kind: 'quality', ru: 'Швы, склейка', zh: '缝线、胶合', en: 'Seams or glue' },
  material: { kind: 'quality', ru: 'Материал', zh: '材质', en: 'Material' },
  smell: { kind: 'quality', ru: 'Запах, привкус', zh: '气味、异味', en: 'Smell or taste' },
  'size-small': { kind: 'quality', ru: 'Маломерит', zh: '偏小', en: 'Too small' },
  'size-large': { kind: 'quality', ru: 'Большемерит', zh: '偏大', en: 'Too large' },
  fit: { kind: 'quality', ru: 'Посадка, не подошло', zh: '不合身、不匹配', en: 'Does not fit' },
  colour: { kind: 'quality', ru: 'Цвет отличается', zh: '颜色不符', en: 'Colour differs' },
  wear: { kind: 'quality', ru: 'Линяет, стирается', zh: '褪色、磨损', en: 'Wears or fades' },
  finish: {
    kind: 'quality',
    ru: 'Царапины, неаккуратно',
    zh: '划痕、做工粗糙',
    en: 'Scratches, careless work',
  },
  used: { kind: 'quality', ru: 'Грязное или б/у', zh: '有污渍或用过', en: 'Dirty or used' },
  power: { kind: 'quality', ru: 'Зарядка, питание', zh: '电池、供电', en: 'Battery or power' },
  connection: { kind: 'quality', ru: 'Связь, подключение', zh: '连接、配对', en: 'Connection or set-up' },
  performance: { kind: 'quality', ru: 'Плохо работает', zh: '使用效果差', en: 'Works poorly' },
  sound: { kind: 'quality', ru: 'Звук', zh: '音质、音量', en: 'Sound' },
  comfort: { kind: 'quality', ru: 'Неудобно', zh: '使用不适', en: 'Uncomfortable' },
  harm: { kind: 'quality', ru: 'Вред, опасность', zh: '伤害、危险', en: 'Harm or danger' },
  fake: { kind: 'quality', ru: 'Подделка', zh: '假货', en: 'Counterfeit' },
  'not-as-described': { kind: 'quality', ru: 'Не как в описании', zh: '与描述不符', en: 'Not as described' },
  instructions: {
    kind: 'quality',
    ru: 'Инструкция, маркировка',
    zh: '说明书、标识',
    en: 'Instructions, marking',
  },
  quality: { kind: 'quality', ru: 'Качество в целом', zh: '整体质量', en: 'Quality as a whole' },
  late: { kind: 'logistics', ru: 'Опоздание', zh: '送货迟', en: 'Late delivery' },
  packaging: { kind: 'logistics', ru: 'Упаковка', zh: '包装', en: 'Packaging' },
  damaged: { kind: 'logistics', ru: 'Повреждено в пути', zh: '运输损坏', en: 'Damaged on the way' },
  'wrong-item': { kind: 'logistics', ru: 'Не тот товар', zh: '发错货', en: 'Wrong item' },
  'missing-part': { kind: 'logistics', ru: 'Неполный комплект', zh: '少件', en: 'Something missing' },
  'not-delivered': { kind: 'logistics', ru: 'Не доставлено', zh: '未送达', en: 'Not delivered' },
  courier: {
    kind: 'logistics',
    ru: 'Курьер, пункт выдачи',
    zh: '快递员、自提点',
    en: 'Courier, pick-up point',
  },
  support: { kind: 'service', ru: 'Продавец не отвечает', zh: '卖家不回复', en: 'No answer, rudeness' },
  refund: { kind: 'service', ru: 'Возврат, гарантия', zh: '退货、保修', en: 'Refund or warranty' },
  deceived: { kind: 'service', ru: 'Чувствует себя обманутым', zh: '感觉被骗', en: 'Feels deceived' },
  overpriced: { kind: 'price', ru: 'Дорого', zh: '价格偏高', en: 'Too dear' },
  cheaper: { kind: 'price', ru: 'Подешевело', zh: '降价了', en: 'Cheaper now' },
} as const satisfies Record<string, Named>

export type Topic = keyof typeof TOPIC_NAMES
export const TOPICS = Object.keys(TOPIC_NAMES) as [Topic, ...Topic[]]

export const kindOf = (topic: Topic): ComplaintKind => TOPIC_NAMES[topic].kind
