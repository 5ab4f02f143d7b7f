import type { FindDeps } from './find/condition.ts'
import type { SendDeps } from './senders.ts'

/** `publicUrl`: base of links into the console; undefined = none are made. */
export type TellDeps = FindDeps & SendDeps & { publicUrl: string | undefined }
