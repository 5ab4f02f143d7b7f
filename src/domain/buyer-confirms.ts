import { normalise } from './text/normalise.ts'

/** What a buyer says of how it ended. Read with caution: what is not plain is nothing, and a person may still say it. */

const word = (source: string) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'u')

const SOLVED = word(
  [
    'вс[её] (?:получилось|заработало|работает|решилось|решено|подошло|пришло|прекрасно работает|в порядке)',
    '(?:за)?работает,? спасибо',
    '(?:проблема|вопрос|вопросы?|ситуация) (?:(?:уже|полностью|теперь) )?(?:решен[аы]?|решил(?:ась|ся|ись)|закрыт[аы]?|снят[аы]?|исчерпан[аы]?)',
    '(?:деньги|возврат|посылк[ау]|детал[ьи]|замен[ау]|новый|новую) (?:уже )?(?:пришл[аои]|пришел|получил[аи]?|вернул(?:и|ись)|поступил[аои]?)',
    'получилось,? (?:большое )?спасибо',
    'спасибо(?: вам)?(?: большое)?,? (?:вы )?(?:очень )?помогли',
    'разобрал(?:ась|ся|ись),? (?:большое )?спасибо',
    'спасибо(?: вам)?(?: большое)?,? (?:уже )?(?:разобрал(?:ась|ся|ись)|вс[её] получил(?:ось|а|и)?|вс[её] понятно)',
  ].join('|'),
)
const AGREED = word(
  '(?:согласн?а|согласен|согласны|договорились|меня (?:это )?устраивает|(?:мне )?подходит|давайте так(?: и сделаем)?|так и (?:сделаем|поступим)|хорошо,? (?:жду|буду ждать|давайте|согласн?а|согласен))',
)
/** A doubt, a condition, a wish or a refusal turns any of them round. */
const BUT = word(
  'не|нет|ни|но|однако|зато|только|если|когда|пока|попробую|проверю|посмотрю|надеюсь|жаль|почему|хотелось|хочу|верните|вернуть|опять|снова|почти|вроде|кажется|якобы|наконец',
)
const LONGEST = 160

function isPlain(text: string): boolean {
  return text.length <= LONGEST && !text.includes('?') && !BUT.test(text)
}

/** The buyer says in plain words that all is well: «спасибо, вопрос решён». Thanks alone say nothing. */
export function confirmsSolved(text: string): boolean {
  const said = normalise(text)
  return isPlain(said) && SOLVED.test(said)
}

/** The buyer seems to take what was offered: worth suggesting to a person, nothing more. */
export function seemsToAgree(text: string): boolean {
  const said = normalise(text)
  return isPlain(said) && AGREED.test(said)
}
