/** States in which a reply has not reached the buyer and never will. */
export const FAILED_REPLIES = ['cancelled', 'rejected', 'lost'] as const
