export const DIALOG_SCRIPT = `
import { $, STATES, api, attempt, el } from './dom.js'

export function watchNewChat(getState, open) {
  $('new-chat').addEventListener('click', () => show(getState(), open))
}

function show(state, open) {
  const dialog = $('new-chat-dialog')
  const field = (label, control) => [el('label', { htmlFor: control.id, textContent: label }), control]
  const select = (id, options) => el('select', { id }, options.map(([value, textContent]) => el('option', { value, textContent })))

  const shop = select('nc-shop', state.shops.map((one) => [one.clientId, one.name]))
  const product = select('nc-product', [])
  const fill = () => {
    const products = (state.shops.find((one) => one.clientId === shop.value) || { products: [] }).products
    product.replaceChildren(el('option', { value: '', textContent: 'без товара' }), ...products.map((one) => el('option', { value: one.sku, textContent: one.name })))
  }
  fill()
  shop.addEventListener('change', fill)
  const scheme = select('nc-scheme', [['', 'ещё не заказал'], ['FBO', 'заказ FBO'], ['FBS', 'заказ FBS'], ['rFBS', 'заказ rFBS']])
  const orderState = select('nc-state', Object.entries(STATES))
  orderState.disabled = true
  scheme.addEventListener('change', () => { orderState.disabled = scheme.value === '' })
  const name = el('input', { id: 'nc-name', maxLength: 60, placeholder: 'Покупатель' })
  const text = el('textarea', { id: 'nc-text', rows: 3, placeholder: 'Здравствуйте! Подскажите, пожалуйста…' })

  const start = attempt(async (event) => {
    event.preventDefault()
    const sku = product.value
    const order = sku && scheme.value ? { scheme: scheme.value, sku, state: orderState.value, daysAgo: 4, announce: false } : undefined
    const body = { clientId: shop.value, buyerName: name.value.trim() || undefined, text: text.value.trim() || undefined, order, contextSku: sku || undefined }
    const { chatId } = await api('/chats', body)
    dialog.close()
    open(chatId)
  })
  dialog.replaceChildren(el('form', { method: 'dialog', on: { submit: start } },
    el('h2', { id: 'new-chat-title', textContent: 'Новый чат' }),
    state.shops.length > 1 && field('Магазин', shop),
    field('О каком товаре', product),
    el('div', { className: 'two' }, el('div', {}, field('Заказ', scheme)), el('div', {}, field('Где заказ', orderState))),
    field('Имя покупателя', name),
    field('Первое сообщение', text),
    el('div', { className: 'dialog-actions' },
      el('button', { type: 'button', className: 'ghost', textContent: 'Отмена', on: { click: () => dialog.close() } }),
      el('button', { type: 'submit', className: 'primary', textContent: 'Начать чат' }))))
  dialog.showModal()
}
`
