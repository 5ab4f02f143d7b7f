/** Where the draft of an off-hours acknowledgement comes from. */
export const ACKNOWLEDGEMENT_ORIGIN = 'acknowledgement'

/** The author type under which its message is kept: the shop has spoken, and has answered nothing. */
export const ACKNOWLEDGEMENT_TYPE = 'Acknowledgement'

type Spoken = { author: string; authorType: string; moderation: string | null }

/** Whether a message ends the buyer's turn: the shop spoke, to be read, and not only to say that it heard. */
export const endsTurn = ({ author, authorType, moderation }: Spoken): boolean =>
  author === 'seller' && authorType !== ACKNOWLEDGEMENT_TYPE && moderation !== 'refused'
