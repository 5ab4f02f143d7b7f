import { chineseDate, moscowClock, moscowDay, russianDate } from '../domain/moscow-time.ts'

/** «По данным на 21 ноября, 14:05 (МСК)»: for what could not be looked up afresh. */
export function asOfPrefix(asOf: Date, now: Date): { ru: string; zh: string } {
  const [day, today, time] = [moscowDay(asOf), moscowDay(now), moscowClock(asOf)]
  return {
    ru: `По данным на ${russianDate(day, today)}, ${time} (МСК)`,
    zh: `截至${chineseDate(day, today)} ${time}(莫斯科时间)`,
  }
}
