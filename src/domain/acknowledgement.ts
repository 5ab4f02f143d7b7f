/** Where the draft of an off-hours acknowledgement comes from. */
export const ACKNOWLEDGEMENT_ORIGIN = 'acknowledgement'

/** The author type under which its message is kept: the shop has spoken, and has answered nothing. */
export const ACKNOWLEDGEMENT_TYPE = 'Acknowledgement'

/** Whether a message ends the buyer's turn: the shop spoke, and not only to say that it heard. */
export const endsTurn = ({ author, authorType }: { author: string; authorType: string }): boolean =>
  author === 'seller' && authorType !== ACKNOWLEDGEMENT_TYPE
