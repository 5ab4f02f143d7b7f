const ORDINAL =
  /^(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)\p{L}*(?:ого|его|ому|ый|ий|ой|ая|ую|ые|ых|ым|ом)$/u

/** Whether a folded word tells the place in a row («второй», «сорок четвёртого»), which is no amount. */
export const isOrdinal = (word: string): boolean => ORDINAL.test(word)
