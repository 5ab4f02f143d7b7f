/** Of two facts of one kind: they say the same, they exclude each other, or they do not answer one question. */
export type Verdict = 'same' | 'differ' | 'apart'
