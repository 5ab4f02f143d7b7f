export const THREAD_SCRIPT = `
import { $, STATES, api, attempt, el, rubles, when } from './dom.js'

let shown = { chatId: undefined, bubbles: new Map() }
let editing

export const currentChat = () => shown.chatId

export async function openThread(chatId, state, onOpened) {
  if (chatId !== shown.chatId) { shown = { chatId, bubbles: new Map() }; stopEditing() }
  document.body.dataset.view = 'thread'
  await refreshThread(state)
  if (matchMedia('(min-width: 721px)').matches) $('text').focus({ preventScroll: true })
  onOpened()
}

export async function refreshThread(state) {
  const chatId = shown.chatId
  if (!chatId) return
  const { chat, messages } = await api('/chats/' + chatId)
  if (chatId !== shown.chatId || !chat) return
  $('no-thread').hidden = true
  $('thread').hidden = false
  $('feedback').hidden = true
  drawTop(chat, state)
  drawMessages(chat, messages)
  const closed = chat.status === 'CLOSED'
  for (const id of ['text', 'send', 'send-photo', 'file', 'close-chat']) $(id).disabled = closed
  $('close-chat').textContent = closed ? 'Закрыт' : 'Закрыть'
  const unread = messages.some((message) => message.from !== 'buyer' && !message.seen)
  if (unread && document.visibilityState === 'visible') await api('/chats/' + chatId + '/read', {})
}

function drawTop(chat, state) {
  const shop = state.shops.find((one) => one.clientId === chat.clientId)
  const product = shop && shop.products.find((one) => one.sku === chat.sku)
  $('product-picture').hidden = !product
  if (product) $('product-picture').src = '/pictures/' + encodeURIComponent(product.sku)
  $('product-name').textContent = product ? product.name : 'Магазин «' + chat.shop + '»'
  const facts = [product && rubles(product.price), chat.order && 'заказ ' + chat.order.postingNumber + ', ' + chat.order.scheme + ', ' + STATES[chat.order.state], product && chat.shop, chat.buyer]
  $('product-facts').textContent = facts.filter(Boolean).join(' · ')
}

/** Bubbles that did not change stay as they are, so that pictures do not blink and reading is not disturbed. */
function drawMessages(chat, messages) {
  const list = $('messages')
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80
  const isFirst = shown.bubbles.size === 0
  const before = shown.bubbles
  shown.bubbles = new Map()
  for (const message of messages) {
    const key = JSON.stringify(message) + chat.status
    const old = before.get(message.messageId)
    shown.bubbles.set(message.messageId, old && old.key === key ? old : { key, node: bubble(chat, message, !isFirst && !old) })
  }
  const nodes = [...shown.bubbles.values()].map((one) => one.node)
  if (nodes.length !== list.children.length || nodes.some((node, index) => list.children[index] !== node)) list.replaceChildren(...nodes)
  if (atEnd || isFirst) toEnd()
}

const toEnd = () => { $('messages').scrollTop = $('messages').scrollHeight }

function bubble(chat, message, isFresh) {
  const who = message.from === 'shop' ? chat.shop : message.from === 'marketplace' ? 'Маркетплейс · ' + message.authorType : ''
  const seen = message.from === 'buyer'
    ? el('span', { className: message.seen ? 'seen' : '', title: message.seen ? 'магазин прочитал' : 'магазин не прочитал', textContent: message.seen ? '✓✓ прочитано' : '✓' })
    : false
  return el('li', { className: 'message ' + message.from + (isFresh ? ' fresh' : '') },
    who && el('span', { className: 'who', textContent: who }),
    message.picture && picture(message),
    message.text && el('p', { className: 'words', textContent: message.text }),
    el('span', { className: 'meta' },
      message.viaCabinet && el('span', { textContent: 'из кабинета' }),
      message.edited && el('span', { textContent: 'изменено' }),
      el('time', { dateTime: message.at, textContent: when(message.at) }),
      seen,
      message.from === 'buyer' && message.text && chat.status !== 'CLOSED' && el('button', { className: 'edit', type: 'button', textContent: '✎', title: 'Исправить', 'aria-label': 'Исправить сообщение', on: { click: () => startEditing(message) } }),
    ))
}

function picture(message) {
  const address = '/sandbox/files' + message.picture
  if (/[.](png|jpe?g|webp|gif)$/i.test(message.picture)) return el('img', { src: address, alt: 'Фото', on: { load: toEnd } })
  return el('a', { href: address, textContent: message.pictureName || 'файл', download: '' })
}

function startEditing(message) {
  editing = message.messageId
  $('text').value = message.text
  $('editing').hidden = false
  $('text').focus()
}

function stopEditing() {
  editing = undefined
  $('text').value = ''
  $('editing').hidden = true
}

async function say() {
  const text = $('text').value.trim()
  if (!text || !shown.chatId) return
  await api('/chats/' + shown.chatId + '/messages' + (editing ? '/' + editing : ''), { text })
  stopEditing()
}

async function sendPhoto(extra) {
  await api('/chats/' + shown.chatId + '/photos', { caption: $('text').value.trim(), ...extra })
  stopEditing()
}

async function sendFile(event) {
  const file = event.target.files[0]
  event.target.value = ''
  if (!file) return
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8192) binary += String.fromCharCode(...bytes.subarray(start, start + 8192))
  await sendPhoto({ base64: btoa(binary), contentType: file.type })
}

export function watchComposer() {
  $('composer').addEventListener('submit', (event) => { event.preventDefault(); attempt(say)() })
  $('text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); attempt(say)() }
    if (event.key === 'Escape') stopEditing()
  })
  $('cancel-edit').addEventListener('click', stopEditing)
  $('send-photo').addEventListener('click', attempt(() => sendPhoto({})))
  $('file').addEventListener('change', attempt(sendFile))
  $('close-chat').addEventListener('click', attempt(() => api('/chats/' + shown.chatId + '/close', {})))
  $('back').addEventListener('click', () => { document.body.dataset.view = 'list' })
}
`
