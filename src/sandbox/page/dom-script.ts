/** Small helpers of the page: elements from text only, never from markup. */
export const DOM_SCRIPT = `
export const $ = (id) => document.getElementById(id)

export function el(tag, props, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue
    if (name === 'on') for (const [type, run] of Object.entries(value)) node.addEventListener(type, run)
    else if (name in node && name !== 'list') node[name] = value
    else node.setAttribute(name, value)
  }
  for (const child of children.flat()) if (child !== undefined && child !== null && child !== false) node.append(child)
  return node
}

export async function api(path, body, method) {
  const options = body === undefined && !method
    ? {}
    : { method: method || 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body || {}) }
  const response = await fetch('/sandbox' + path, options)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error || 'HTTP ' + response.status)
  return answer
}

let toastTimer
export function toast(text) {
  const node = $('toast')
  node.textContent = text
  node.hidden = false
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => { node.hidden = true }, 5000)
}

export const attempt = (run) => async (event) => {
  try { await run(event) } catch (error) { toast('Не получилось: ' + error.message) }
}

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short' })
export function when(iso) {
  const date = new Date(iso)
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date) + ', ' + clock.format(date)
}

export const rubles = (value) => new Intl.NumberFormat('ru').format(value) + ' ₽'

export const STATES = {
  awaiting_packaging: 'собирается', awaiting_deliver: 'ждёт отгрузки', delivering: 'в пути',
  delivered: 'доставлен', cancelled: 'отменён', returned: 'возврат',
}
`
