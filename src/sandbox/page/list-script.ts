export const LIST_SCRIPT = `
import { $, el, when } from './dom.js'

let filter = 'all'

export function watchTabs(redraw) {
  for (const tab of document.querySelectorAll('[data-filter]')) {
    tab.addEventListener('click', () => {
      filter = tab.dataset.filter
      for (const other of document.querySelectorAll('[data-filter]')) other.setAttribute('aria-pressed', String(other === tab))
      redraw()
    })
  }
}

const status = (chat) => chat.status === 'CLOSED' ? 'closed' : chat.waiting ? 'waiting' : 'answered'
const WORDS = { closed: 'закрыт', answered: '✓ есть ответ', waiting: '… ждёт ответа' }

export const shownFilter = () => filter

export function drawList(state, currentId, open) {
  $('no-feedback').hidden = true
  const chats = state.chats.filter((chat) => filter === 'all' || status(chat) === filter)
  $('no-chats').hidden = chats.length > 0
  $('chats').replaceChildren(...chats.map((chat) => {
    const picture = chat.sku ? '/pictures/' + encodeURIComponent(chat.sku) : ''
    const isCurrent = chat.chatId === currentId
    return el('li', {}, el('button', { className: 'chat', type: 'button', 'aria-current': String(isCurrent), on: { click: () => open(chat.chatId) } },
      picture ? el('img', { src: picture, alt: '', loading: 'lazy' }) : el('span', { className: 'face', 'aria-hidden': 'true', textContent: [...chat.buyer][0] || '?' }),
      el('span', {},
        el('span', { className: 'row' }, el('strong', { textContent: chat.buyer }), el('time', { dateTime: chat.lastAt, textContent: when(chat.lastAt) })),
        el('span', { className: 'last', textContent: chat.lastText || 'пусто' }),
        el('span', { className: 'tag ' + status(chat), textContent: WORDS[status(chat)] }),
      )))
  }))
}
`
