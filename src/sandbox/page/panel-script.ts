export const PANEL_SCRIPT = `
import { $, STATES, api, attempt, el } from './dom.js'
import { currentChat } from './thread.js'

const GROUPS = [
  ['Отправка ответа', [
    ['timeoutAfterStoring', 'Тишина после записи', 'доставлено, ответа нет'],
    ['timeoutBeforeStoring', 'Тишина до записи', 'не доставлено, ответа нет'],
    ['resetAfterStoring', 'Обрыв после записи', 'доставлено, связь прервана'],
    ['errorAfterStoring', 'Ошибка 500 после записи', 'доставлено'],
    ['errorBeforeStoring', 'Ошибка 500 до записи', 'не доставлено'],
    ['dropped', 'Успех, но потеряно', 'ответ 200, сообщения нет'],
    ['delayedVisibility', 'Видно не сразу', 'в истории через 5 с'],
    ['moderated', 'Не прошло проверку', 'покупатель не видит'],
    ['moderationRefused', 'Ответ отклонён', 'под отзывом или вопросом'],
    ['answerVanishes', 'Ответ исчезает', 'под отзывом или вопросом'],
  ]],
  ['Методы API', [
    ['rateLimited', '429, слишком часто', 'с Retry-After'],
    ['circleOpen', 'Circle is open', 'метод закрыт на 2 минуты'],
    ['slow', 'Медленный ответ', '3 с'],
    ['staleHistory', 'Старая история', 'как 10 с назад'],
  ]],
  ['Уведомления', [
    ['pushDuplicated', 'Дважды', ''],
    ['pushLate', 'С опозданием', 'на 30 с'],
    ['pushOutOfOrder', 'Не по порядку', ''],
    ['pushLost', 'Теряются', ''],
    ['pushSuspended', 'Остановлены', 'ни одно не уходит'],
  ]],
]
const CHOICES = [['off', 'выкл'], ['once', 'один раз'], ['0.1', '10 %'], ['0.3', '30 %'], ['always', 'всегда']]
const SETTINGS = { off: null, once: 'once', always: true }

export function buildPanel() {
  $('faults').replaceChildren(...GROUPS.flatMap(([title, faults]) => [
    el('p', { className: 'group', textContent: title }),
    ...faults.map(([name, label, note]) => el('div', { className: 'fault', id: 'row-' + name },
      el('label', { htmlFor: 'fault-' + name }, label, note && el('small', { textContent: note })),
      el('select', { id: 'fault-' + name, title: name, on: { change: attempt((event) => {
        const value = event.target.value
        return api('/faults', { [name]: value in SETTINGS ? SETTINGS[value] : Number(value) })
      }) } }, CHOICES.map(([value, text]) => el('option', { value, textContent: text }))))),
  ]))
  $('clear-faults').addEventListener('click', attempt(() => api('/faults', {}, 'DELETE')))
  $('open-panel').addEventListener('click', () => togglePanel(true))
  $('close-panel').addEventListener('click', () => togglePanel(false))
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') togglePanel(false) })
}

function togglePanel(open) {
  document.body.classList.toggle('panel-open', open)
  $('open-panel').setAttribute('aria-expanded', String(open))
}

const choiceOf = (rule) => !rule ? 'off' : rule.times ? 'once' : rule.probability === undefined || rule.probability === 1 ? 'always' : String(rule.probability)

export function drawPanel(state) {
  for (const [, faults] of GROUPS) for (const [name] of faults) {
    const choice = choiceOf(state.faults[name])
    const select = $('fault-' + name)
    if (![...select.options].some((option) => option.value === choice)) select.append(el('option', { value: choice, textContent: Math.round(choice * 100) + ' %' }))
    select.value = choice
    $('row-' + name).classList.toggle('on', choice !== 'off')
  }
  const active = Object.keys(state.faults).length
  $('open-panel').firstChild.textContent = active ? 'Сбои: ' + active : 'Сбои'
  drawCounts(state.counts)
  drawOthers(state)
}

const NAMES = { stored: 'ответов доставлено', dropped: 'ответов потеряно', refused: 'ответов отклонено', 'not-reached': 'ответов не дошло',
  delivered: 'уведомлений принято', queued: 'уведомлений в очереди', lost: 'уведомлений потеряно', suppressed: 'уведомлений остановлено' }

function drawCounts(counts) {
  const lines = [...Object.entries(counts.sends), ...Object.entries(counts.pushes)]
  $('counts').replaceChildren(...lines.flatMap(([name, count]) => [el('dt', { textContent: NAMES[name] || name }), el('dd', { textContent: count })]))
}

let drawnFor
function drawOthers(state) {
  const chat = state.chats.find((one) => one.chatId === currentChat())
  const key = chat ? chat.chatId + (chat.order ? chat.order.state : '') : ''
  if (key === drawnFor) return
  drawnFor = key
  if (!chat) { $('others').replaceChildren(el('p', { className: 'hint', textContent: 'Откройте чат, чтобы ответить из кабинета, за поддержку или сменить статус заказа.' })); return }
  const line = (label, path) => {
    const input = el('input', { placeholder: label, 'aria-label': label, maxLength: 1000 })
    const send = attempt(async () => {
      if (!input.value.trim()) return
      await api('/chats/' + chat.chatId + path, { text: input.value.trim() })
      input.value = ''
    })
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter') send() })
    return el('div', { className: 'line' }, input, el('button', { className: 'ghost', type: 'button', textContent: '→', 'aria-label': label, on: { click: send } }))
  }
  const order = chat.order && el('div', { className: 'line' }, el('select', { 'aria-label': 'Статус заказа', on: { change: attempt((event) => api('/orders/' + encodeURIComponent(chat.order.postingNumber), { state: event.target.value })) } },
    Object.entries(STATES).map(([value, text]) => el('option', { value, textContent: 'заказ: ' + text, selected: value === chat.order.state }))))
  $('others').replaceChildren(...[line('Продавец отвечает в кабинете', '/cabinet'), line('Пишет поддержка', '/support'), order].filter(Boolean))
}
`
