export const MAIN_SCRIPT = `
import { watchNewChat } from './dialog.js'
import { $, api, attempt, toast } from './dom.js'
import { drawFeedback, openFeedback, refreshFeedback, shownKind, watchFeedback } from './feedback.js'
import { drawList, watchTabs } from './list.js'
import { buildPanel, drawPanel } from './panel.js'
import { currentChat, openThread, refreshThread, watchComposer } from './thread.js'

let state = { shops: [], chats: [], feedback: [], faults: {}, counts: { sends: {}, pushes: {} } }

const redraw = () => {
  if (shownKind() === 'chat') drawList(state, currentChat(), open)
  else drawFeedback(state)
  drawPanel(state)
}
const open = attempt(async (chatId) => {
  if (!state.chats.some((chat) => chat.chatId === chatId)) state = await api('/state')
  await openThread(chatId, state, redraw)
})

let busy = false
let again = false
async function refresh() {
  if (busy) { again = true; return }
  busy = true
  try {
    state = await api('/state')
    redraw()
    await refreshThread(state)
    await refreshFeedback(state)
  } catch (error) {
    toast('Песочница не отвечает: ' + error.message)
  } finally {
    busy = false
    if (again) { again = false; later() }
  }
}

let timer
function later() {
  if (timer) return
  timer = setTimeout(() => { timer = undefined; refresh() }, 120)
}

function listen() {
  const source = new EventSource('/sandbox/events')
  const live = $('live')
  source.onopen = () => { live.textContent = '● на связи'; live.className = 'live on'; later() }
  source.onerror = () => { live.textContent = '○ нет связи'; live.className = 'live off' }
  source.onmessage = later
}

buildPanel()
watchTabs(redraw)
watchComposer()
watchNewChat(() => state, open)
watchFeedback(() => state, redraw)
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') later() })
refresh()
listen()
`
