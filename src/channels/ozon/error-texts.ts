import type { OzonErrorCode } from './client/errors.ts'

export type ErrorTexts = { en: string; zh: string; ru: string }

/** What each failure means and what to do about it, for someone who runs a shop and not a server. */
export const OZON_ERROR_TEXTS: Record<OzonErrorCode, ErrorTexts> = {
  window_closed: {
    en: 'Ozon no longer accepts messages in this chat: the time to answer has run out. It opens again when the buyer writes.',
    zh: 'Ozon 已不再接收该聊天的消息：回复期限已过。买家再次来信后聊天会重新开放。',
    ru: 'Ozon больше не принимает сообщения в этот чат: срок ответа истёк. Чат откроется снова, когда покупатель напишет.',
  },
  not_buyer_turn: {
    en: 'Ozon allows one message before the buyer answers. Wait for the buyer, then write again.',
    zh: '在买家回复之前，Ozon 只允许发送一条消息。请等买家回复后再发送。',
    ru: 'До ответа покупателя Ozon пропускает только одно сообщение. Дождитесь покупателя и напишите снова.',
  },
  conflict: {
    en: 'Ozon says that this was already done or changed in the meantime. Look at the chat before trying again.',
    zh: 'Ozon 提示该操作已经完成，或状态在此期间发生了变化。请先查看聊天记录再重试。',
    ru: 'Ozon сообщает, что это уже сделано или успело измениться. Посмотрите чат, прежде чем повторять.',
  },
  subscription_required: {
    en: 'The subscription of the shop does not include this. Writing in chats needs Premium Plus or Premium Pro.',
    zh: '店铺当前的订阅不包含此功能。发送聊天消息需要 Premium Plus 或 Premium Pro。',
    ru: 'Подписка магазина не включает эту возможность. Для переписки нужна Premium Plus или Premium Pro.',
  },
  missing_role: {
    en: 'The API key has no right to do this. Create a key with the needed role in the Ozon cabinet and enter it here.',
    zh: 'API 密钥没有此权限。请在 Ozon 卖家后台创建带有所需角色的密钥，并在此处更新。',
    ru: 'У API-ключа нет прав на это действие. Создайте в кабинете Ozon ключ с нужной ролью и укажите его здесь.',
  },
  key_invalid: {
    en: 'Ozon does not know this pair of Client-Id and API key. Check both and enter them again.',
    zh: 'Ozon 无法识别该 Client-Id 与 API 密钥。请核对后重新输入。',
    ru: 'Ozon не узнаёт эту пару Client-Id и API-ключа. Проверьте и введите их заново.',
  },
  key_deactivated: {
    en: 'The API key is switched off or has expired: keys live three months. Create a new one in the Ozon cabinet.',
    zh: 'API 密钥已停用或过期（有效期三个月）。请在 Ozon 卖家后台创建新密钥。',
    ru: 'API-ключ отключён или истёк: ключи действуют три месяца. Создайте новый в кабинете Ozon.',
  },
  ip_restricted: {
    en: 'The API key may be used only from certain networks, and this server is not in them. Add its address in the Ozon cabinet.',
    zh: 'API 密钥仅限特定网络使用，当前服务器不在其中。请在 Ozon 卖家后台添加服务器地址。',
    ru: 'API-ключ привязан к определённым сетям, и этот сервер в них не входит. Добавьте его адрес в кабинете Ozon.',
  },
  offer_not_signed: {
    en: 'The seller agreement with Ozon is not signed. Accept it in the Ozon cabinet.',
    zh: '尚未签署与 Ozon 的卖家协议。请在 Ozon 卖家后台接受协议。',
    ru: 'Не подписана оферта Ozon. Примите её в кабинете продавца.',
  },
  chat_disabled: {
    en: 'This chat is switched off: Ozon or the buyer does not accept messages in it. It cannot be answered from here.',
    zh: '该聊天已被关闭：Ozon 或买家不再接收消息，无法从这里回复。',
    ru: 'Этот чат отключён: Ozon или покупатель не принимает в нём сообщения. Ответить отсюда нельзя.',
  },
  forbidden: {
    en: 'Ozon refused without saying why. Check the rights of the API key and the state of the shop in the Ozon cabinet.',
    zh: 'Ozon 拒绝了请求且未说明原因。请在卖家后台检查 API 密钥权限和店铺状态。',
    ru: 'Ozon отказал без объяснений. Проверьте права API-ключа и состояние магазина в кабинете Ozon.',
  },
  not_found: {
    en: 'Ozon does not find this chat, order or product. It may have been removed or belong to another shop.',
    zh: 'Ozon 找不到该聊天、订单或商品，可能已被删除或属于其他店铺。',
    ru: 'Ozon не находит этот чат, заказ или товар. Возможно, он удалён или принадлежит другому магазину.',
  },
  bad_request: {
    en: 'Ozon did not accept the content of the request. Look at its own words below.',
    zh: 'Ozon 未接受请求内容，请参阅下方 Ozon 的原始提示。',
    ru: 'Ozon не принял содержание запроса. Его собственное пояснение ниже.',
  },
  method_retired: {
    en: 'Ozon has switched off or changed a method that this version uses. Update the program.',
    zh: 'Ozon 已停用或更改本版本使用的接口。请更新程序。',
    ru: 'Ozon отключил или изменил метод, которым пользуется эта версия. Обновите программу.',
  },
  rate_limited: {
    en: 'Too many requests at once; Ozon asks to wait. It goes on by itself in a moment.',
    zh: '请求过于频繁，Ozon 要求稍候。系统会自动继续。',
    ru: 'Слишком много запросов сразу, Ozon просит подождать. Работа продолжится сама.',
  },
  circuit_open: {
    en: 'Ozon has closed this method for some minutes after too many requests. It will be tried again by itself.',
    zh: '由于请求过多，Ozon 已将该接口暂停数分钟。系统会自动重试。',
    ru: 'Ozon закрыл этот метод на несколько минут из-за потока запросов. Попытка повторится сама.',
  },
  internal_error: {
    en: 'Something broke on the side of Ozon. Whether the action was done is found out by reading, then it is tried again.',
    zh: 'Ozon 方面发生故障。系统会先读取以确认操作是否已完成，然后再重试。',
    ru: 'Сбой на стороне Ozon. Программа сначала прочитает, выполнено ли действие, и только потом повторит.',
  },
  timeout: {
    en: 'Ozon did not answer in time. The message may have arrived: the chat is read before anything is sent again.',
    zh: 'Ozon 未在规定时间内响应。消息可能已送达：再次发送前会先读取聊天。',
    ru: 'Ozon не ответил вовремя. Сообщение могло дойти: перед повтором чат будет прочитан.',
  },
  aborted: {
    en: 'The request was cut short here, for example because the program was stopped. The chat is read before anything is sent again.',
    zh: '请求在本地被中断，例如程序被停止。再次发送前会先读取聊天。',
    ru: 'Запрос прерван с нашей стороны, например при остановке программы. Перед повтором чат будет прочитан.',
  },
  unreachable: {
    en: 'There is no connection to Ozon. Check the network, the proxy and the API address of the shop.',
    zh: '无法连接 Ozon。请检查网络、代理以及店铺的 API 地址。',
    ru: 'Нет связи с Ozon. Проверьте сеть, прокси и адрес API магазина.',
  },
  bad_response: {
    en: 'The answer does not look like one of Ozon. A proxy may stand in between, or Ozon has changed something.',
    zh: '返回内容不像 Ozon 的响应。中间可能有代理，或 Ozon 更改了接口。',
    ru: 'Ответ не похож на ответ Ozon. Возможно, между нами прокси или Ozon что-то изменил.',
  },
}
