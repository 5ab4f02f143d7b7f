/** Channels are plain text in the database: a new one needs no migration, only a name here and a folder. */
export const OZON_CHAT = 'ozon-chat'
