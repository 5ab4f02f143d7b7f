import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chatFilePath, isChatFileUrl } from './chat-file-url.ts'
import { messageSays, readMessageData } from './message-text.ts'

const PHOTO = 'https://api-seller.ozon.ru/v2/chat/file/messenger/a1/photo.jpg'

describe('the words and files of a message', () => {
  it('reads plain text as it was written', () => {
    expect(readMessageData(['Здравствуйте!  Есть размер 44?\n\nСпасибо'])).toEqual({
      text: 'Здравствуйте!  Есть размер 44?\n\nСпасибо',
      attachments: [],
    })
  })

  it('finds a picture alone, as a named link, inside text, and as the second item', () => {
    expect(readMessageData([`![](${PHOTO})`])).toEqual({ text: '', attachments: [{ url: PHOTO }] })
    expect(readMessageData([`[брак.jpg](${PHOTO})`]).attachments).toEqual([{ url: PHOTO, name: 'брак.jpg' }])
    expect(readMessageData([`Вот фото ![](${PHOTO}) видно трещину`])).toEqual({
      text: 'Вот фото видно трещину',
      attachments: [{ url: PHOTO }],
    })
    expect(readMessageData(['Пришёл брак', `![](${PHOTO})`, PHOTO])).toEqual({
      text: 'Пришёл брак',
      attachments: [{ url: PHOTO }],
    })
  })

  it('leaves every other link and Markdown in the text', () => {
    const text =
      'Смотрите [тут](https://example.com/v2/chat/file/x.jpg) и ![](http://evil.test/a.png) *важно*'
    expect(readMessageData([text])).toEqual({ text, attachments: [] })
  })

  it('joins an error note and the text, and does not say the same thing twice', () => {
    expect(readMessageData(['Сообщение не доставлено', 'Добрый день!']).text).toBe(
      'Сообщение не доставлено\nДобрый день!',
    )
    expect(readMessageData(['Добрый день!', 'Добрый день!', '']).text).toBe('Добрый день!')
  })

  it('recognises our own sentence beside an error note and with other spacing, but not a longer one', () => {
    expect(messageSays(['Ошибка', 'Добрый день!\r\nЕсть.'], 'Добрый день!\nЕсть.')).toBe(true)
    expect(messageSays(['Добрый день! Есть. И ещё'], 'Добрый день! Есть.')).toBe(false)
  })

  it('reads files from the address the shop points at, and only there', () => {
    const sandboxPhoto = 'http://127.0.0.1:4010/v2/chat/file/p.png'
    expect(readMessageData([`![](${sandboxPhoto})`]).attachments).toEqual([])
    expect(readMessageData([`![](${sandboxPhoto})`], 'http://127.0.0.1:4010').attachments).toHaveLength(1)
    expect(readMessageData([`![](${PHOTO})`], 'http://127.0.0.1:4010').attachments).toHaveLength(1)
  })

  it.each([
    'http://api-seller.ozon.ru/v2/chat/file/a.jpg',
    'https://api-seller.ozon.ru.evil.test/v2/chat/file/a.jpg',
    'https://evil.test/https://api-seller.ozon.ru/v2/chat/file/a.jpg',
    'https://api-seller.ozon.ru@evil.test/v2/chat/file/a.jpg',
    'https://user:pass@api-seller.ozon.ru/v2/chat/file/a.jpg',
    'https://api-seller.ozon.ru:444/v2/chat/file/a.jpg',
    'https://api-seller.ozon.ru/v2/chat/file/../../../v1/roles',
    'https://api-seller.ozon.ru/v2/chat/file/%2e%2e/%2e%2e/roles',
    'https://api-seller.ozon.ru/v2/chat/file/..%2froles',
    'https://api-seller.ozon.ru/v2/chat/file/a\\..\\b',
    'https://api-seller.ozon.ru/v2/chat/file/',
    'https://api-seller.ozon.ru/v2/chat/files/a.jpg',
    'https://api-seller.ozon.ru/v1/roles',
    'https://api-seller.ozon.ru/v2/chat/fi\tle/a.jpg',
    'javascript:alert(1)',
    'file:///v2/chat/file/a.jpg',
    '',
  ])('does not take %j for a chat file', (url) => {
    expect(isChatFileUrl(url)).toBe(false)
  })

  it('never finds a path outside the chat files, whatever stands behind the prefix', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', 'f', 'a', '\\', '?', '#') }),
        (tail) => {
          const path = chatFilePath(`https://api-seller.ozon.ru/v2/chat/file/${tail}`)
          if (path === undefined) return
          expect(new URL(path, 'https://api-seller.ozon.ru').pathname.startsWith('/v2/chat/file/')).toBe(true)
          expect(path).not.toMatch(/\.\.|\\|%2e|%2f/i)
        },
      ),
    )
  })

  it('reads a hostile message of the largest size in no time', () => {
    const started = performance.now()
    readMessageData([
      '['.repeat(100_000),
      '![]('.repeat(50_000),
      `[${'a'.repeat(100_000)}](${'b'.repeat(100_000)}`,
    ])
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
