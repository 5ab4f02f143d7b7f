/** How the shop's replies are compared with each other, unless a shop decides otherwise. */
export const REPETITION = {
  /** So many of the last replies of the same channel are looked at. */
  lastReplies: 50,
  /**
   * From this share of repeated 5-grams on two texts are the same one, and so many such texts are too many. The
   * marketplace limits answers that everyone reads; in chats the same courtesy is natural. It gives no figures.
   */
  public: { share: 0.7, times: 1 },
  chat: { share: 0.9, times: 3 },
}
