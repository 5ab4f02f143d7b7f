import { anywhere, type RiskRule, word } from './rule.ts'

const E = '(?!\\p{L})'
const NEGATIVE =
  '(?:единиц|одну звезд|1 звезд|кол(?!\\p{L})|плох|негатив|отрицат|разгром|гневн|что брак|везде|вс[ею] как есть|со всех)'

export const LEGAL_THREAT: RiskRule[] = [
  {
    flag: 'legal_threat',
    name: 'court',
    pattern: word(
      `суде?${E}`,
      `суды${E}`,
      'судиться',
      'судебн',
      'засужу',
      `иск(?:а|ом|у|)${E}`,
      'исков(?:ое|ого|ой|ым)',
    ),
  },
  {
    flag: 'legal_threat',
    name: 'authority',
    pattern: word(
      'роспотреб',
      'роскомнадзор',
      'потребнадзор',
      'прокур(?:ор|атур)',
      `полици[юией]${E}`,
      'антимонополь',
      'заявлени[ея] в',
    ),
  },
  { flag: 'legal_threat', name: 'lawyer', pattern: word('юрист', 'адвокат') },
  {
    flag: 'legal_threat',
    name: 'law',
    pattern: word(
      'защит\\p{L}* прав потребител',
      `(?:зо)?зпп${E}`,
      'закон\\p{L}* о защите',
      `ст(?:\\.|атья|атье|атью|атьи)? ?\\d+[^.?!]{0,10}(?:закон|гк|зозпп|ук|коап)`,
      `(?:гк|ук) рф`,
    ),
  },
  { flag: 'legal_threat', name: 'claim', pattern: word('досудебн', `претензи[юи]${E}`) },
  {
    flag: 'legal_threat',
    name: 'damages',
    pattern: word('моральн\\p{L}* (?:вред|ущерб)', 'неустойк', 'возмещени\\p{L} (?:вреда|ущерба)'),
  },
  {
    flag: 'legal_threat',
    name: 'english',
    pattern: word(
      '(?:to|in) court',
      'lawyer',
      'attorney',
      'sue (?:you|your|the)',
      'legal action',
      'consumer protection',
    ),
  },
  {
    flag: 'legal_threat',
    name: 'chinese',
    pattern: anywhere('起诉', '法院', '律师', '12315', '消协', '消费者协会', '报警', '工商局'),
  },
]

/** Publicity as a means of pressure; the promise of a good review is none. */
export const PUBLIC_THREAT: RiskRule[] = [
  {
    flag: 'public_threat',
    name: 'bad-review',
    pattern: word(
      `(?:по|в)?(?:ставлю|леплю|став(?:им|лю)|ляпаю|паяю)[^.?!]{0,35}${NEGATIVE}`,
      `(?:оставлю|напишу|накатаю|написать|разнесу)[^.?!]{0,35}${NEGATIVE}`,
      `накатаю[^.?!]{0,25}отзыв`,
      `отзыв\\p{L}* (?:на )?(?:1(?!\\d)|одну|единиц)`,
      `(?:1|одну|одна) звезд\\p{L}*[^.?!]{0,10}(?:поставлю|влеплю|ждите)`,
    ),
  },
  {
    flag: 'public_threat',
    name: 'review-unless',
    pattern: word(
      '(?:если не|пока не|не решите|не вернете|иначе|не то|в противном случае)(?!\\p{L})[^?!]{0,60}отзыв',
      'отзыв[^?!]{0,60}(?:если не|иначе|пока не)',
    ),
  },
  {
    flag: 'public_threat',
    name: 'told-to-all',
    pattern: word(
      '(?:всем|везде|подписчик\\p{L}*|в \\p{L}{0,12} ?чат\\p{L}*)[^.?!]{0,20}(?:расскаж|распиш|покаж)',
      'расскаж\\p{L}*[^.?!]{0,25}(?:всем|везде|в \\p{L}{0,12} ?чат|подписчик|коллегам)',
      'узна(?:ет весь|ют все)',
      'весь (?:город|интернет) (?:узна|прочита)',
    ),
  },
  {
    flag: 'public_threat',
    name: 'media',
    pattern: word(
      'в соцсет',
      'во всех соцсет',
      '(?:сниму|снимем|выложу|выложим|залью|опублику\\p{L}+)[^.?!]{0,40}(?:тик ?ток|ютуб|youtube|инст|рилс|сторис|в сеть|в интернет|обзор|разоблач|во? все)',
      '(?:тик ?ток|ютуб|youtube|инстаграм|рилс|сторис|в сеть|в интернет)\\p{L}*[^.?!]{0,15}(?:выложу|сниму|залью|покажу|солью)',
      '(?:я|мы|у меня|жена|муж) (?:блог|известный блог)',
      'блогер(?: я|ша)',
      `(?:в|во все) сми${E}`,
      'журналист',
      'на телевидени',
      'предам огласке',
    ),
  },
  {
    flag: 'public_threat',
    name: 'complaint-to-marketplace',
    pattern: word(
      'жалоб\\p{L}* (?:в|на имя|напрямую в) (?:озон|ozon)',
      'пожалу(?:юсь|емся) (?:в |на )?(?:вас )?(?:в )?(?:озон|ozon)',
    ),
  },
  {
    flag: 'public_threat',
    name: 'english',
    pattern: word(
      '(?:leave|write|post|give)[^.?!]{0,25}(?:bad|negative|1[- ]star|one[- ]star)',
      'social media',
    ),
  },
  { flag: 'public_threat', name: 'chinese', pattern: anywhere('差评', '曝光', '发到网上', '挂网上') },
]
