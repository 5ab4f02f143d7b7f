/** Names of the keys in `sizes[].measures` of the demo products; all but `age` are centimetres. */
export const SIZE_MEASURES: Record<string, { ru: string; zh: string }> = {
  chest: { ru: 'Обхват груди', zh: '胸围' },
  waist: { ru: 'Обхват талии', zh: '腰围' },
  hips: { ru: 'Обхват бёдер', zh: '臀围' },
  height: { ru: 'Рост', zh: '身高' },
  foot: { ru: 'Длина стопы', zh: '脚长' },
  head: { ru: 'Обхват головы', zh: '头围' },
  palm: { ru: 'Обхват ладони', zh: '掌围' },
  inseam: { ru: 'Длина по внутреннему шву', zh: '内长' },
  age: { ru: 'Возраст', zh: '年龄' },
}
