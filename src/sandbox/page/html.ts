export const PAGE_HTML = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Песочница маркетплейса</title>
<link rel="stylesheet" href="/page/style.css">
<script type="module" src="/page/main.js"></script>
</head>
<body data-view="list">
<header class="top">
  <div class="brand">
    <span class="logo" aria-hidden="true">◍</span>
    <div>
      <h1>Песочница маркетплейса</h1>
      <p class="hint">вы — покупатель <span lang="en">· you are the buyer</span> <span lang="zh">· 您是买家</span></p>
    </div>
  </div>
  <div class="actions">
    <span id="live" class="live" role="status">связь…</span>
    <button id="open-panel" class="ghost" type="button" aria-expanded="false">Сбои<small lang="en">faults</small></button>
    <button id="new-feedback" class="ghost" type="button">Отзыв или вопрос</button>
    <button id="new-chat" class="primary" type="button">Новый чат</button>
  </div>
</header>
<main>
  <nav class="list" aria-label="Чаты">
    <div class="tabs" role="group" aria-label="Что показать">
      <button type="button" data-kind="chat" aria-pressed="true">Чаты</button>
      <button type="button" data-kind="review" aria-pressed="false">Отзывы</button>
      <button type="button" data-kind="question" aria-pressed="false">Вопросы</button>
    </div>
    <div class="tabs" role="group" aria-label="Какие показать">
      <button type="button" data-filter="all" aria-pressed="true">Все</button>
      <button type="button" data-filter="waiting" aria-pressed="false">Ждут ответа</button>
      <button type="button" data-filter="answered" aria-pressed="false">С ответом</button>
    </div>
    <ul id="chats"></ul>
    <p id="no-feedback" class="empty" hidden>Пока пусто. Напишите первый отзыв или вопрос.<small lang="en">Nothing yet.</small></p>
    <p id="no-chats" class="empty" hidden>Чатов пока нет. Начните новый: так пишет покупатель.<small lang="en">No chats yet. Start one as a buyer.</small><small lang="zh">还没有聊天。请以买家身份新建一个。</small></p>
  </nav>
  <section class="thread" aria-label="Переписка">
    <div id="no-thread" class="empty big">Выберите чат слева<small lang="en">Choose a chat</small><small lang="zh">请选择一个聊天</small></div>
    <div id="feedback" hidden>
      <div class="thread-top">
        <button id="feedback-back" class="ghost" type="button" aria-label="К списку">←</button>
        <img id="feedback-picture" alt="" width="44" height="44">
        <div class="product"><strong id="feedback-product"></strong><span id="feedback-facts"></span></div>
      </div>
      <ol id="answers" aria-live="polite"></ol>
      <form id="below">
        <label class="visually-hidden" for="below-text">Ответ под отзывом или вопросом</label>
        <textarea id="below-text" rows="2" maxlength="3000" placeholder="Ответить под этим…"></textarea>
        <div class="composer-actions">
          <button class="ghost" type="submit" data-as="cabinet">Продавец в кабинете</button>
          <button class="primary" type="submit" data-as="buyers" id="below-send">Другой покупатель</button>
        </div>
      </form>
    </div>
    <div id="thread" hidden>
      <div class="thread-top">
        <button id="back" class="ghost" type="button" aria-label="К списку чатов">←</button>
        <img id="product-picture" alt="" width="44" height="44">
        <div class="product"><strong id="product-name"></strong><span id="product-facts"></span></div>
        <button id="close-chat" class="ghost" type="button">Закрыть</button>
      </div>
      <ol id="messages" aria-live="polite"></ol>
      <form id="composer">
        <p id="editing" hidden>Исправление сообщения <button id="cancel-edit" type="button" class="link">отменить</button></p>
        <label class="visually-hidden" for="text">Сообщение покупателя</label>
        <textarea id="text" rows="2" maxlength="4000" placeholder="Напишите как покупатель…"></textarea>
        <div class="composer-actions">
          <button id="send-photo" class="ghost" type="button" title="Отправить нарисованное фото">Фото</button>
          <label class="ghost file">Файл<input id="file" type="file" accept="image/png,image/jpeg,image/webp,image/gif"></label>
          <button class="primary" type="submit" id="send">Отправить</button>
        </div>
      </form>
    </div>
  </section>
  <aside class="panel" id="panel" aria-label="Сбои и другие участники">
    <div class="panel-top"><h2>Сбои <small lang="en">faults</small> <small lang="zh">故障</small></h2>
      <button id="close-panel" class="ghost" type="button" aria-label="Закрыть панель">×</button></div>
    <div id="faults"></div>
    <button id="clear-faults" type="button" class="ghost wide">Выключить все сбои</button>
    <h2>В этом чате <small lang="en">in this chat</small></h2>
    <div id="others"></div>
    <h2>Счётчики <small lang="en">counts</small></h2>
    <dl id="counts"></dl>
  </aside>
</main>
<dialog id="new-chat-dialog" aria-labelledby="new-chat-title"></dialog>
<div id="toast" role="alert" hidden></div>
</body>
</html>
`
