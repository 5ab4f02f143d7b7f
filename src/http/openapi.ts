import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { App } from './app-types.ts'
import { RIGHTS, type Right } from './rights.ts'

const ERRORS = { '4XX': 'The request was refused', '5XX': 'We failed; trying again may help' }

const errorBody = {
  type: 'object' as const,
  required: ['error'],
  properties: {
    error: {
      type: 'object' as const,
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' as const, description: 'Stable; for programs' },
        message: { type: 'string' as const, description: 'For people' },
        details: { type: 'object' as const, additionalProperties: true },
      },
    },
  },
}

/** The API's description, made from the same schemas that check requests and answers. */
export async function describeApi(app: App, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Otvet',
        version,
        description:
          'What the console does, a script can do: send a token as `Authorization: Bearer otv_…`. ' +
          'Every answer from 400 on has the body `{error: {code, message, details?}}`.',
      },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'Made by `otvet token create` or POST /api/tokens',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'otvet_session' },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input)
      const right = input.route.config?.right
      if (right === undefined) return { schema, url }
      return { schema: { ...schema, security: security(right), description: description(right) }, url }
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject
      const { openapiObject } = document
      for (const path of Object.values(openapiObject.paths ?? {}))
        for (const operation of [path?.get, path?.post, path?.put, path?.patch, path?.delete])
          for (const [status, text] of Object.entries(operation ? ERRORS : {}))
            if (operation?.responses) operation.responses[status] = errorAnswer(text)
      return openapiObject
    },
  })
}

const errorAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: errorBody } },
})

function security(right: Right): Record<string, string[]>[] {
  if (right === 'public') return []
  const { scope } = RIGHTS[right]
  return scope ? [{ token: [] }, { session: [] }] : [{ session: [] }]
}

function description(right: Right): string {
  if (right === 'public') return 'Open to all.'
  const { roles, scope } = RIGHTS[right]
  const people = `People: ${roles.join(', ')}.`
  return scope ? `${people} Tokens: scope \`${scope}\`.` : `${people} Not for tokens.`
}
