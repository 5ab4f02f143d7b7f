import type { ComposedDraft, ComposeInput, DraftSentence } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { composeBuiltIn, isAboutLife } from './built-in-composer.ts'
import { PHRASES } from './phrases.ts'

const ADMISSION = {
  one: {
    ru: 'Фото получили; этот ответ составлен ещё без него.',
    zh: '照片已收到；本回复尚未参考该照片。',
  },
  several: {
    ru: 'Фотографии получили; этот ответ составлен ещё без них.',
    zh: '照片已收到；本回复尚未参考这些照片。',
  },
}

/** «на фото видно», «судя по снимку», «посмотрели Ваши фотографии»: words of someone who looked. */
const PICTURE = '(?:фото\\p{L}*|снимк\\p{L}*|изображени\\p{L}*|картинк\\p{L}*)'
const LOOKED = new RegExp(
  [
    `(?<!\\p{L})(?:на|по|из|с)(?: [\\p{L}-]+){0,2} ${PICTURE}[^.!?]{0,40}?(?:видн|видим|вижу|заметн|замет|похоже|судя|изображен)`,
    `(?:видно|видим|вижу|заметно|судя по|изображен\\p{L}*)[^.!?]{0,20}?(?:на|по|с)?(?: [\\p{L}-]+){0,2} ${PICTURE}`,
    `(?:посмотрел|рассмотрел|изучил|просмотрел|увидел)\\p{L}*[^.!?]{0,20} ${PICTURE}`,
    `${PICTURE} (?:посмотрел|рассмотрел|изучил|просмотрел|показыва|подтвержда)`,
  ].join('|'),
  'u',
)
const ADMITTED = new RegExp(
  `(?:не (?:видел|смотрел|открывал|учитыва)\\p{L}*|без)[^.!?]{0,30} ${PICTURE}|${PICTURE}[^.!?]{0,40}(?:не (?:видел|смотрел|открывал|учитыва|учтен)|без (?:него|них))`,
  'u',
)

/**
 * A draft about photos that nobody looked at says so, and never writes as if it had looked: a text that does gives
 * way to the built-in one. A question what the photo shows is admission enough.
 */
export async function admitUnseenPhotos(draft: ComposedDraft, input: ComposeInput): Promise<ComposedDraft> {
  const count = input.photos ?? 0
  if (count === 0) return draft
  if (draft.photos?.seen) return draft
  const photos = { count, seen: false }
  if (isAboutLife(input)) return { ...draft, photos }
  const honest = claimsSight(draft)
    ? { ...(await composeBuiltIn(input)), fallbackReason: 'photos_not_seen: the model wrote as if it had' }
    : draft
  const sentences = admits(honest) ? honest.sentences : withAdmission(honest.sentences, count)
  return { ...honest, sentences, photos }
}

/** The text tells what a photo shows. */
const claimsSight = ({ sentences }: Pick<ComposedDraft, 'sentences'>): boolean =>
  sentences.some(({ ru }) => LOOKED.test(normalise(ru)))

const admits = ({ sentences }: Pick<ComposedDraft, 'sentences'>): boolean =>
  sentences.some(({ ru }) => ru === PHRASES.whatOnPhoto.ru || ADMITTED.test(normalise(ru)))

/** After the greeting, before what is said. */
function withAdmission(sentences: DraftSentence[], count: number): DraftSentence[] {
  const said: DraftSentence = {
    ...(count === 1 ? ADMISSION.one : ADMISSION.several),
    evidenceIds: [],
    class: 'courtesy',
  }
  const firstAfter = sentences.findIndex(({ ru }) => !/^(?:здравствуйте|добрый|доброе)/iu.test(ru.trim()))
  const at = firstAfter === -1 ? sentences.length : firstAfter
  return sentences.toSpliced(at, 0, said)
}
