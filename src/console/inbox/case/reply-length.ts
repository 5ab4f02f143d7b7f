/** What the marketplace takes in one message. */
export const MAX_REPLY_LENGTH = 1000
