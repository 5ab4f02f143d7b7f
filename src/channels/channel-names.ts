/** Channels are plain text in the database: a new one needs no migration, only a name here and a folder. */
export const OZON_CHAT = 'ozon-chat'
export const OZON_REVIEW = 'ozon-review'
export const OZON_QUESTION = 'ozon-question'

/** Channels without pushes, looked through by asking. */
export const POLLED_CHANNELS = [OZON_REVIEW, OZON_QUESTION] as const
