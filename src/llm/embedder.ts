/** Turns texts into vectors. Vectors of two spaces are never compared. */
export interface Embedder {
  /** Names the model and its settings: stored beside every vector. */
  readonly space: string
  readonly dimensions: number
  /** One vector a text, in order, each of length 1. */
  embed(texts: string[], kind: 'query' | 'passage'): Promise<number[][]>
}
