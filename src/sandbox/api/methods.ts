import { roles, sellerInfo } from './account.ts'
import { categoryAttributes } from './category-attributes.ts'
import { chatHistory } from './chat-history.ts'
import { chatList } from './chat-list.ts'
import { sendFile, sendMessage } from './chat-send.ts'
import { chatRead, chatStart } from './chat-start-read.ts'
import type { Method } from './method.ts'
import {
  notificationCheck,
  notificationDelete,
  notificationEnable,
  notificationList,
  notificationSet,
  notificationUpdate,
  pushTypeList,
} from './notifications.ts'
import { fboGet, fboList } from './postings-fbo.ts'
import { fbsGet, fbsList } from './postings-fbs.ts'
import { productAttributes } from './product-attributes.ts'
import { productDescription, productInfoList, productList, productPrices, productStocks } from './products.ts'
import { answerCreate, answerDelete, answerList } from './question-answers.ts'
import {
  questionChangeStatus,
  questionCount,
  questionInfo,
  questionList,
  questionTopSku,
} from './questions.ts'
import { ratingHistory } from './ratings.ts'
import { returnsList, rfbsReturnGet, rfbsReturnsList } from './returns.ts'
import { commentCreate, commentDelete, commentList } from './review-comments.ts'
import { reviewChangeStatus, reviewCount, reviewInfo, reviewList } from './reviews.ts'

export const METHODS: Readonly<Record<string, Method>> = {
  '/v3/chat/list': chatList,
  '/v3/chat/history': chatHistory,
  '/v1/chat/send/message': sendMessage,
  '/v1/chat/send/file': sendFile,
  '/v1/chat/start': chatStart,
  '/v2/chat/read': chatRead,
  '/v1/roles': roles,
  '/v1/seller/info': sellerInfo,
  '/v3/product/list': productList,
  '/v3/product/info/list': productInfoList,
  '/v4/product/info/attributes': productAttributes,
  '/v1/product/info/description': productDescription,
  '/v1/description-category/attribute': categoryAttributes,
  '/v4/product/info/stocks': productStocks,
  '/v5/product/info/prices': productPrices,
  '/v4/posting/fbs/list': fbsList,
  '/v3/posting/fbs/get': fbsGet,
  '/v3/posting/fbo/list': fboList,
  '/v2/posting/fbo/get': fboGet,
  '/v1/returns/list': returnsList,
  '/v2/returns/rfbs/list': rfbsReturnsList,
  '/v2/returns/rfbs/get': rfbsReturnGet,
  '/v2/review/list': reviewList,
  '/v2/review/info': reviewInfo,
  '/v2/review/count': reviewCount,
  '/v2/review/change-status': reviewChangeStatus,
  '/v1/review/comment/create': commentCreate,
  '/v1/review/comment/list': commentList,
  '/v2/review/comment/delete': commentDelete,
  '/v1/rating/history': ratingHistory,
  '/v1/question/list': questionList,
  '/v1/question/info': questionInfo,
  '/v1/question/count': questionCount,
  '/v1/question/change-status': questionChangeStatus,
  '/v1/question/top-sku': questionTopSku,
  '/v1/question/answer/create': answerCreate,
  '/v1/question/answer/list': answerList,
  '/v1/question/answer/delete': answerDelete,
  '/v1/notification/set': notificationSet,
  '/v1/notification/update': notificationUpdate,
  '/v1/notification/delete': notificationDelete,
  '/v1/notification/enable': notificationEnable,
  '/v1/notification/check': notificationCheck,
  '/v1/notification/list': notificationList,
  '/v1/notification/push-type/list': pushTypeList,
}

/** Methods that Ozon has switched off. */
export const OBSOLETE_METHODS: readonly string[] = [
  '/v1/chat/list',
  '/v2/chat/list',
  '/v1/chat/history',
  '/v2/chat/history',
  '/v1/chat/updates',
  '/v1/chat/read',
  '/v1/warehouse/list',
  '/v3/posting/fbs/list',
  '/v2/posting/fbo/list',
]
