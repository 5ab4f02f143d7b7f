import { OZON_ERROR_TEXTS } from './ozon/error-texts.ts'

type Texts = { en: string; zh: string; ru: string }

/** Why a reply of ours was not sent or not found, in plain words, beside the marketplace's own refusals. */
const OUR_TEXTS: Record<string, Texts> = {
  new_message: {
    en: 'The buyer wrote again before the text left, so it was not sent. A new draft follows.',
    zh: '消息发出前买家又来信，因此未发送。新的草稿即将生成。',
    ru: 'Покупатель написал снова до отправки, поэтому текст не ушёл. Скоро будет новый черновик.',
  },
  message_edited: {
    en: 'The buyer changed their message before the text left, so it was not sent. A new draft follows.',
    zh: '消息发出前买家修改了内容，因此未发送。新的草稿即将生成。',
    ru: 'Покупатель изменил сообщение до отправки, поэтому текст не ушёл. Скоро будет новый черновик.',
  },
  answered_elsewhere: {
    en: 'Somebody answered in the Ozon cabinet first, so this text was not sent.',
    zh: '有人已先在 Ozon 后台回复，因此未发送此消息。',
    ru: 'Кто-то уже ответил в кабинете Ozon, поэтому текст не отправлен.',
  },
  chat_closed: {
    en: 'The chat was closed before the text left.',
    zh: '消息发出前聊天已关闭。',
    ru: 'Чат закрыли до отправки текста.',
  },
  conversation_moved: {
    en: 'The conversation changed between approval and sending, so the text was not sent.',
    zh: '批准后、发送前对话发生了变化，因此未发送。',
    ru: 'Между одобрением и отправкой диалог изменился, поэтому текст не ушёл.',
  },
  auto_stopped: {
    en: 'Automatic sending was stopped before the text left. It waits for a person now.',
    zh: '消息发出前自动发送已被停止，现在等待人工处理。',
    ru: 'Автоотправку остановили до того, как текст ушёл. Теперь он ждёт человека.',
  },
  undone: { en: 'Taken back by the agent.', zh: '已由客服撤回。', ru: 'Отозвано оператором.' },
  reply_arrived: {
    en: 'The earlier sending turned up in the chat after all, so this one was not sent.',
    zh: '此前发送的消息最终已出现在聊天中，因此本条未发送。',
    ru: 'Прошлая отправка всё же появилась в чате, поэтому этот текст не отправлен.',
  },
  withheld: {
    en: 'Ozon put an objection to the message, so the buyer may not see it. Read it in the chat and write differently.',
    zh: 'Ozon 对该消息提出异议，买家可能看不到。请查看聊天中的说明并修改后再发。',
    ru: 'Ozon сделал замечание к сообщению, покупатель может его не видеть. Прочитайте его в чате и напишите иначе.',
  },
  moderation_refused: {
    en: 'The answer did not pass moderation. A new draft follows.',
    zh: '该回复未通过审核。新的草稿即将生成。',
    ru: 'Ответ не прошёл модерацию. Скоро будет новый черновик.',
  },
  duplicate_answer: {
    en: 'The same text is already there. A new draft follows.',
    zh: '相同内容的回复已存在。新的草稿即将生成。',
    ru: 'Такой же ответ уже есть. Скоро будет новый черновик.',
  },
  vanished: {
    en: 'Ozon took the answer and then knew nothing of it any more. Sending in this channel is stopped: look at the answers in the Ozon cabinet first.',
    zh: 'Ozon 接收了该回复，但之后它消失了。该渠道已停止发送：请先在 Ozon 后台查看回复。',
    ru: 'Ozon принял ответ, а потом он исчез. Отправка в этом канале остановлена: сначала посмотрите ответы в кабинете Ozon.',
  },
  sending_stopped: {
    en: 'Sending in this channel is stopped because an answer vanished. The text waits until somebody lifts the stop.',
    zh: '由于有回复消失，该渠道已停止发送。解除停止前，此文本将一直等待。',
    ru: 'Отправка в этом канале остановлена: один из ответов исчез. Текст ждёт, пока остановку не снимут.',
  },
  answer_refused: {
    en: 'Ozon refused an earlier answer in the meantime, so this text was not sent. A new draft follows.',
    zh: '在此期间 Ozon 拒绝了之前的回复，因此未发送此文本。新的草稿即将生成。',
    ru: 'Тем временем Ozon отклонил прошлый ответ, поэтому этот текст не ушёл. Скоро будет новый черновик.',
  },
  worker_died: {
    en: 'The program was stopped in the middle of sending. The chat was read for ten minutes and the text is not there.',
    zh: '发送过程中程序被中断。已连续十分钟核对聊天记录，未发现该消息。',
    ru: 'Программа остановилась во время отправки. Чат проверяли десять минут: текста в нём нет.',
  },
  not_visible: {
    en: 'Ozon confirmed the message, but for ten minutes it did not appear in the chat. Look at the chat before sending again.',
    zh: 'Ozon 已确认收到消息，但十分钟内聊天中仍未出现。再次发送前请先查看聊天。',
    ru: 'Ozon подтвердил сообщение, но за десять минут оно не появилось в чате. Проверьте чат, прежде чем отправлять снова.',
  },
}

const ozonTexts: Record<string, Texts> = OZON_ERROR_TEXTS

/** The reason behind a failure code; an unknown code is told in the marketplace's own words. */
export function failureText(code: string, reason: string | null): Texts {
  const known = OUR_TEXTS[code] ?? ozonTexts[code]
  // Only the marketplace knows what it did not like.
  if (known && code === 'moderation_refused' && reason) return quoting(known, reason)
  if (known) return known
  const words = reason ?? code
  return { en: words, zh: words, ru: words }
}

const quoting = ({ en, zh, ru }: Texts, reason: string): Texts => ({
  en: `${en} Its reason: “${reason}”`,
  zh: `${zh}理由：“${reason}”`,
  ru: `${ru} Причина: «${reason}»`,
})
