/** What a million tokens cost, in whatever currency the operator counts. */
export type ModelPrice = { input: number; output: number }

/** Millionths of that currency. Tokens × price per million needs no division: the millions cancel out. */
export function costMicros(
  price: ModelPrice | undefined,
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number {
  return price ? Math.round(inputTokens * price.input + outputTokens * price.output) : 0
}
