/** «PROSEPT SAUNAконцентрат», «невымываемыйULTRA»: a space was lost where three letters of two scripts meet. */
const SEAM = /(?<=[а-яё]{3})(?=\p{Lu}\p{Script=Latin}{2})|(?<=\p{Script=Latin}{3})(?=[а-яё]{3})/gu

/** Puts a space between words of two scripts that catalogues glue together. */
export function unglue(text: string): string {
  return text.replace(SEAM, ' ')
}
