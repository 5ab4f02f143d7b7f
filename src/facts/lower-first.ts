/** For a Russian sentence that goes on after a colon; names in Latin letters and abbreviations stay as they are. */
export const lowerFirst = (text: string): string =>
  /^[А-ЯЁ](?:[а-яё]|\s)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
