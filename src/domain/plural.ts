/** The Russian form for a count: `plural(2, 'день', 'дня', 'дней')` is «дня». A fraction takes the second form. */
export function plural(count: number, one: string, few: string, many: string): string {
  if (!Number.isInteger(count)) return few
  const hundred = Math.abs(count) % 100
  const ten = hundred % 10
  if (hundred > 10 && hundred < 20) return many
  if (ten === 1) return one
  return ten >= 2 && ten <= 4 ? few : many
}

/** «2 490», «1,43»: digits in threes from `groupFrom` on, a decimal comma. */
export function russianNumber(value: number, groupFrom = 1_000): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.')
  const digits = Math.abs(value) >= groupFrom ? whole.replace(/\B(?=(?:\d{3})+$)/g, ' ') : whole
  return `${value < 0 ? '−' : ''}${digits}${fraction === undefined ? '' : `,${fraction}`}`
}
