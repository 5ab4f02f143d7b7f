/** Reviews and questions of the page: the list, one of them with what stands below it, and a form for a new one. */
export const FEEDBACK_SCRIPT = `
import { $, api, attempt, el, when } from './dom.js'
import { shownFilter } from './list.js'

let kind = 'chat'
let current
export const shownKind = () => kind
const STATES = { pending: 'на проверке', published: 'опубликован', refused: 'отклонён', duplicate: 'повтор', gone: 'исчез' }
const stars = (rating) => '★'.repeat(rating) + '☆'.repeat(5 - rating)

export function watchFeedback(getState, redraw) {
  for (const tab of document.querySelectorAll('[data-kind]')) {
    tab.addEventListener('click', () => {
      kind = tab.dataset.kind
      for (const other of document.querySelectorAll('[data-kind]')) other.setAttribute('aria-pressed', String(other === tab))
      redraw()
    })
  }
  $('feedback-back').addEventListener('click', () => { document.body.dataset.view = 'list' })
  $('new-feedback').addEventListener('click', () => showForm(getState()))
  $('below').addEventListener('submit', attempt(async (event) => {
    event.preventDefault()
    const text = $('below-text').value.trim()
    if (!text || !current) return
    await api('/feedback/' + current + '/' + event.submitter.dataset.as, { text })
    $('below-text').value = ''
    await draw()
  }))
}

export function drawFeedback(state) {
  const wanted = shownFilter()
  const items = state.feedback.filter((one) => one.kind === kind && (wanted === 'all' || (wanted === 'answered') === one.answered))
  $('no-chats').hidden = true
  $('no-feedback').hidden = items.length > 0
  $('chats').replaceChildren(...items.map((one) => el('li', {}, el('button', { className: 'chat', type: 'button', 'aria-current': String(one.id === current), on: { click: () => openFeedback(one.id) } },
    el('img', { src: '/pictures/' + encodeURIComponent(one.sku), alt: '', loading: 'lazy' }),
    el('span', {},
      el('span', { className: 'row' }, el('strong', { textContent: one.rating ? stars(one.rating) : one.authorName }), el('time', { dateTime: one.publishedAt, textContent: when(one.publishedAt) })),
      el('span', { className: 'last', textContent: one.text || 'без текста' }),
      el('span', { className: 'tag ' + (one.answered ? 'answered' : 'waiting'), textContent: one.answered ? '✓ есть ответ' : '… ждёт ответа' }))))))
}

export const openFeedback = attempt(async (id) => {
  current = id
  $('thread').hidden = true
  $('no-thread').hidden = true
  $('feedback').hidden = false
  document.body.dataset.view = 'thread'
  await draw()
})

export async function refreshFeedback(state) {
  if (!$('thread').hidden) { $('feedback').hidden = true; current = undefined }
  if (current) await draw()
}

async function draw() {
  const { item, answers } = await api('/feedback/' + current)
  if (!item) return
  $('feedback-picture').src = '/pictures/' + encodeURIComponent(item.sku)
  $('feedback-product').textContent = item.product
  $('feedback-facts').textContent = (item.rating ? stars(item.rating) : 'Вопрос') + (item.orderStatus === 'CANCELLED' ? ' · не выкуплен' : '') + ' · ' + item.status
  const line = (who, text, meta, side) => el('li', { className: 'message ' + side }, el('span', { className: 'who', textContent: who }), el('p', { className: 'words', textContent: text }), el('span', { className: 'meta', textContent: meta }))
  $('answers').replaceChildren(
    line(item.authorName || 'Покупатель', item.text || 'без текста', when(item.publishedAt), 'buyer'),
    ...answers.map((one) => line(one.fromSeller ? 'Продавец' : one.authorName, one.text, [when(one.at), one.elsewhere ? 'из кабинета' : '', one.fromSeller ? STATES[one.state] : '', one.reason].filter(Boolean).join(' · '), one.fromSeller ? 'shop' : 'buyer')))
}

function showForm(state) {
  const dialog = $('new-chat-dialog')
  const shop = state.shops[0]
  if (!shop) return
  const field = (label, control) => [el('label', { htmlFor: control.id, textContent: label }), control]
  const options = (id, pairs) => el('select', { id }, pairs.map(([value, textContent]) => el('option', { value, textContent })))
  const what = options('nf-kind', [['review', 'Отзыв'], ['question', 'Вопрос']])
  const product = options('nf-product', shop.products.map((one) => [one.sku, one.name]))
  const rating = options('nf-rating', [5, 4, 3, 2, 1].map((one) => [one, stars(one)]))
  const status = options('nf-status', [['DELIVERED', 'получил'], ['CANCELLED', 'не выкупил']])
  const text = el('textarea', { id: 'nf-text', rows: 3 })
  what.addEventListener('change', () => { rating.disabled = status.disabled = what.value === 'question' })
  const write = attempt(async (event) => {
    event.preventDefault()
    const words = text.value.trim()
    const body = { clientId: shop.clientId, sku: product.value, text: words || undefined }
    const made = what.value === 'review'
      ? await api('/reviews', { ...body, rating: Number(rating.value), orderStatus: status.value })
      : await api('/questions', body)
    dialog.close()
    document.querySelector('[data-kind=' + what.value + ']').click()
    openFeedback(made.reviewId || made.questionId)
  })
  dialog.replaceChildren(el('form', { method: 'dialog', on: { submit: write } },
    el('h2', { id: 'new-chat-title', textContent: 'Отзыв или вопрос' }),
    el('div', { className: 'two' }, el('div', {}, field('Что', what)), el('div', {}, field('Оценка', rating))),
    field('О каком товаре', product),
    field('Заказ', status),
    field('Текст', text),
    el('div', { className: 'dialog-actions' },
      el('button', { type: 'button', className: 'ghost', textContent: 'Отмена', on: { click: () => dialog.close() } }),
      el('button', { type: 'submit', className: 'primary', textContent: 'Опубликовать' }))))
  dialog.showModal()
}
`
