/** Who acts: a person, a token or the house itself. */
export type Actor = { id: string; name: string; role: 'agent' | 'lead' | 'admin' }
