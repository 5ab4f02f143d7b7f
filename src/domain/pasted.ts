/** The `chat_type` of a case that an agent pasted: the marketplace knows nothing of it. */
export const PASTED = 'pasted'

/** The author's kind of a text that left by hand: nobody proved that it arrived. */
export const COPIED_TYPE = 'Copied'
