import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Sandbox } from '../create-sandbox.ts'
import { newQuestion, newReview } from './control-schemas.ts'
import { readPart } from './read-part.ts'

/** Reviews and questions of the control API: as buyers write them, and as the cabinet answers them. */
export function registerFeedbackRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const firstShop = (): string => sandbox.shops()[0]?.clientId ?? ''
  const idOf = (request: FastifyRequest): string => readPart(z.object({ id: z.uuid() }), request, 'params').id

  app.get('/sandbox/feedback', () => sandbox.feedback())
  app.get('/sandbox/feedback/:id', (request) => {
    const id = idOf(request)
    return { item: sandbox.feedback().find((one) => one.id === id), answers: sandbox.answersOf(id) }
  })
  app.post('/sandbox/reviews', (request) => {
    const { clientId = firstShop(), ...review } = readPart(newReview, request)
    return sandbox.buyerReviews({ ...review, clientId })
  })
  app.post('/sandbox/questions', (request) => {
    const { clientId = firstShop(), ...question } = readPart(newQuestion, request)
    return sandbox.buyerAsks({ ...question, clientId })
  })
  app.post('/sandbox/feedback/:id/cabinet', (request) =>
    sandbox.sellerAnswersElsewhere(idOf(request), readPart(words, request).text),
  )
  app.post('/sandbox/feedback/:id/buyers', (request) =>
    sandbox.buyerAnswers(idOf(request), readPart(words, request).text),
  )
}

const words = z.object({ text: z.string().min(1).max(10_000) })
