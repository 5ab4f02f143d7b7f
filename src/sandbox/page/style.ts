export const PAGE_STYLE = `
:root { color-scheme: light dark; --bg: #eef1f6; --card: #fff; --line: #dde3ec; --ink: #17202e; --dim: #5c6a80;
  --accent: #0a5bd8; --accent-ink: #fff; --mine: #dcebff; --warn: #9a4b00; --warn-bg: #fff1df; --good: #136c3a; --good-bg: #e0f5e8; }
@media (prefers-color-scheme: dark) { :root { --bg: #10151d; --card: #18202b; --line: #2a3544; --ink: #e6ecf5; --dim: #9aa8bd;
  --accent: #5b9bff; --accent-ink: #08111f; --mine: #1d3a63; --warn: #ffb970; --warn-bg: #3a2a14; --good: #7bdca0; --good-bg: #143322; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", sans-serif; background: var(--bg); color: var(--ink); }
h1 { font-size: 17px; margin: 0; } h2 { font-size: 14px; margin: 18px 0 8px; } h2 small, .ghost small { color: var(--dim); font-weight: 400; margin-left: 4px; }
.hint { margin: 0; font-size: 12px; color: var(--dim); }
.top { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 10px 16px; background: var(--card); border-bottom: 1px solid var(--line); }
.brand, .actions { display: flex; align-items: center; gap: 10px; }
.logo { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 10px; background: var(--accent); color: var(--accent-ink); font-size: 20px; }
.live { font-size: 12px; color: var(--dim); } .live.on { color: var(--good); } .live.off { color: var(--warn); }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: 320px minmax(0, 1fr) 320px; }
button, .file { font: inherit; color: inherit; border: 1px solid transparent; border-radius: 10px; padding: 8px 14px; cursor: pointer; background: none; min-height: 38px; }
button:disabled { opacity: .5; cursor: default; }
.primary { background: var(--accent); color: var(--accent-ink); font-weight: 600; }
.ghost { border-color: var(--line); background: var(--card); }
.link { min-height: 0; padding: 0; border: 0; color: var(--accent); text-decoration: underline; }
.wide { width: 100%; margin-top: 8px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.list { display: flex; flex-direction: column; min-height: 0; background: var(--card); border-right: 1px solid var(--line); }
.tabs { display: flex; gap: 6px; padding: 10px 12px; border-bottom: 1px solid var(--line); }
.tabs button { flex: 1; padding: 4px 6px; min-height: 34px; font-size: 13px; border-color: var(--line); white-space: nowrap; }
.tabs button[aria-pressed=true] { background: var(--accent); color: var(--accent-ink); border-color: var(--accent); }
#chats { list-style: none; margin: 0; padding: 0; overflow-y: auto; flex: 1; }
.chat { display: grid; grid-template-columns: 44px minmax(0, 1fr); gap: 10px; width: 100%; padding: 10px 12px; text-align: left; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; }
.chat[aria-current=true] { background: var(--mine); }
.chat img, #product-picture { width: 44px; height: 44px; border-radius: 10px; object-fit: cover; background: var(--bg); }
.face { display: grid; place-items: center; width: 44px; height: 44px; border-radius: 50%; background: var(--bg); color: var(--dim); font-weight: 600; }
.chat .row { display: flex; justify-content: space-between; gap: 8px; }
.chat .row time { color: var(--dim); font-size: 12px; flex: none; }
.chat .last { display: block; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.chat strong { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.tag { font-size: 12px; border-radius: 6px; padding: 1px 6px; background: var(--bg); color: var(--dim); }
.tag.waiting { background: var(--warn-bg); color: var(--warn); } .tag.answered { background: var(--good-bg); color: var(--good); }
.empty { color: var(--dim); text-align: center; padding: 32px 20px; margin: 0; } .empty small { display: block; margin-top: 4px; }
.big { margin: auto; font-size: 17px; }
.thread { display: flex; min-width: 0; min-height: 0; }
#feedback { display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 0; }
#answers { flex: 1; overflow-y: auto; list-style: none; margin: 0; padding: 18px; display: flex; flex-direction: column; gap: 8px; }
#below { padding: 12px 16px; background: var(--card); border-top: 1px solid var(--line); }
#feedback-picture { width: 44px; height: 44px; border-radius: 10px; object-fit: cover; background: var(--bg); }
.stars { color: var(--warn); letter-spacing: 1px; }
#thread { display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 0; }
.thread-top { display: flex; align-items: center; gap: 12px; padding: 10px 16px; background: var(--card); border-bottom: 1px solid var(--line); }
.product { flex: 1; min-width: 0; } .product strong, .product span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.product span { color: var(--dim); font-size: 13px; }
#back, #feedback-back { display: none; }
#messages { flex: 1; overflow-y: auto; list-style: none; margin: 0; padding: 18px; display: flex; flex-direction: column; gap: 8px; }
.message { max-width: min(78%, 560px); padding: 8px 12px; border-radius: 16px; background: var(--card); border: 1px solid var(--line); align-self: flex-start; overflow-wrap: anywhere; }
.message.buyer { align-self: flex-end; background: var(--mine); border-color: transparent; border-bottom-right-radius: 4px; }
.message.shop { border-bottom-left-radius: 4px; }
.message.marketplace { align-self: center; background: none; border-style: dashed; color: var(--dim); }
.message .who { display: block; font-size: 12px; font-weight: 600; color: var(--accent); }
.message .words { white-space: pre-wrap; margin: 0; }
.message img { display: block; max-width: 240px; width: 100%; border-radius: 10px; margin: 4px 0; }
.meta { display: flex; justify-content: flex-end; gap: 8px; font-size: 12px; color: var(--dim); align-items: center; }
.meta .seen { color: var(--accent); }
.edit { min-height: 24px; padding: 0 6px; font-size: 12px; color: var(--dim); }
#composer { padding: 12px 16px; background: var(--card); border-top: 1px solid var(--line); }
#editing { margin: 0 0 6px; font-size: 13px; color: var(--warn); }
textarea, input, select { width: 100%; font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line); border-radius: 10px; padding: 8px 10px; }
textarea { resize: vertical; }
.composer-actions { display: flex; gap: 8px; margin-top: 8px; } #send { margin-left: auto; }
.file { position: relative; display: inline-flex; align-items: center; } .file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; }
.panel { background: var(--card); border-left: 1px solid var(--line); overflow-y: auto; padding: 0 16px 20px; }
.panel-top { display: flex; justify-content: space-between; align-items: center; } #close-panel { display: none; }
.fault { display: grid; grid-template-columns: minmax(0, 1fr) 104px; gap: 8px; align-items: center; padding: 5px 0; }
.fault label { font-size: 13px; line-height: 1.3; } .fault small { display: block; color: var(--dim); font-size: 12px; }
.fault select { padding: 5px 6px; font-size: 13px; } .fault.on label { color: var(--warn); font-weight: 600; } .fault.on small { font-weight: 400; }
.group { font-size: 12px; color: var(--dim); margin: 10px 0 2px; }
#others .line { display: flex; gap: 8px; margin-bottom: 8px; } #others .line input, #others .line select { flex: 1; min-width: 0; }
dl { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; margin: 0; font-size: 13px; } dt { color: var(--dim); } dd { margin: 0; font-variant-numeric: tabular-nums; }
dialog { border: 1px solid var(--line); border-radius: 16px; padding: 20px; width: min(480px, calc(100vw - 24px)); background: var(--card); color: inherit; }
dialog::backdrop { background: rgb(10 15 25 / .5); }
dialog h2 { margin: 0 0 12px; font-size: 17px; } dialog label { display: block; margin: 10px 0 4px; font-size: 13px; color: var(--dim); }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; } .dialog-actions { display: flex; justify-content: flex-end; gap: 8px; margin-top: 16px; }
#toast { position: fixed; left: 50%; bottom: 24px; transform: translateX(-50%); background: var(--ink); color: var(--card); padding: 10px 16px; border-radius: 12px; max-width: calc(100vw - 32px); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 1100px) {
  main { grid-template-columns: 300px minmax(0, 1fr); }
  .panel { display: none; position: fixed; inset: 0 0 0 auto; width: min(380px, 100vw); z-index: 2; box-shadow: 0 0 40px rgb(0 0 0 / .3); }
  body.panel-open .panel { display: block; } #close-panel { display: block; }
}
@media (min-width: 1101px) { #open-panel { display: none; } }
@media (max-width: 720px) {
  main { grid-template-columns: minmax(0, 1fr); } .live, .ghost small { display: none; } .logo { display: none; }
  .top { padding: 8px 12px; } h1 { font-size: 15px; } .hint { font-size: 11px; } .actions { gap: 6px; } .actions button { padding: 6px 10px; white-space: nowrap; }
  body[data-view=list] .thread, body[data-view=thread] .list, body[data-view=thread] .top { display: none; }
  #back, #feedback-back { display: block; } #messages { padding: 12px; } .message { max-width: 88%; } .thread-top, #composer { padding: 8px 12px; }
}
@media (prefers-reduced-motion: no-preference) { .message.fresh { animation: rise .25s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(8px); } } }
`
