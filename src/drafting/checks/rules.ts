import { advert } from './advert.ts'
import { blame } from './blame.ts'
import { cancelRequest } from './cancel-request.ts'
import { disparagement } from './disparagement.ts'
import { email } from './email.ts'
import { language } from './language.ts'
import { legalAdmission } from './legal-admission.ts'
import { length } from './length.ts'
import { link } from './link.ts'
import { lookAlikes } from './look-alikes.ts'
import { messenger } from './messenger.ts'
import { openPromise } from './open-promise.ts'
import { otherChannel } from './other-channel.ts'
import { otherGoods } from './other-goods.ts'
import { otherSeller } from './other-seller.ts'
import { personalData } from './personal-data.ts'
import { phone } from './phone.ts'
import { placeholders } from './placeholders.ts'
import { remedy } from './remedy.ts'
import { repetition } from './repetition.ts'
import { reviewChange } from './review-change.ts'
import { reviewRequest } from './review-request.ts'
import { reviewReward } from './review-reward.ts'
import { rudeness } from './rudeness.ts'
import type { Rule } from './rule.ts'
import { socialNetwork } from './social-network.ts'
import { streetAddress } from './street-address.ts'

/** Every rule a reply must keep, in the order in which the console lists them. A new rule is a file and a line here. */
export const RULES: readonly Rule[] = [
  language,
  length,
  placeholders,
  lookAlikes,
  phone,
  email,
  messenger,
  socialNetwork,
  link,
  streetAddress,
  otherChannel,
  personalData,
  cancelRequest,
  reviewRequest,
  reviewChange,
  reviewReward,
  otherSeller,
  disparagement,
  rudeness,
  blame,
  legalAdmission,
  remedy,
  openPromise,
  otherGoods,
  advert,
  repetition,
]
