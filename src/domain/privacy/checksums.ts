/** Control digits of numbers that people and firms are known by. Each takes digits only. */

/** Bank cards: Luhn's sum. */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{13,19}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, char, i) => {
    const doubled = Number(char) * (i % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8]
const INN_11 = [7, ...INN_10]
const INN_12 = [3, ...INN_11]

/** Taxpayer number: 10 digits of a firm, 12 of a person. */
export function isInn(digits: string): boolean {
  if (/^0+$/.test(digits)) return false
  const control = (weights: number[]) =>
    (weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11) % 10
  if (/^\d{10}$/.test(digits)) return control(INN_10) === Number(digits[9])
  if (!/^\d{12}$/.test(digits)) return false
  return control(INN_11) === Number(digits[10]) && control(INN_12) === Number(digits[11])
}

/** Pension insurance number. Numbers up to 001-001-998 carry no control digits. */
export function isSnils(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || Number(digits.slice(0, 9)) <= 1_001_998) return false
  const sum = [...digits.slice(0, 9)].reduce((total, char, i) => total + Number(char) * (9 - i), 0)
  return (sum % 101) % 100 === Number(digits.slice(9))
}
