import { z } from 'zod'

/** Every variable of the environment, with what it means. `.env.example` is generated from here. */

const wholeNumber = (min: number, max: number, standard: number, description: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`)
    .default(standard)
    .describe(description)

const oneOf = <const T extends readonly [string, ...string[]]>(
  values: T,
  standard: T[number],
  description: string,
) =>
  z
    .enum(values, { error: `one of ${values.join(', ')}` })
    .default(standard as z.util.NoUndefined<T[number]>)
    .describe(description)

const optionalText = (description: string) => z.string().optional().describe(description)

/** Money, in whatever currency the operator counts. */
const amount = (description: string) =>
  z
    .string()
    .regex(/^\d{1,7}(?:\.\d{1,6})?$/, 'an amount like 0.25')
    .transform(Number)
    .optional()
    .describe(description)

const httpUrl = z.url({ protocol: /^https?$/, error: 'an address that starts with http:// or https://' })

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export const envSchema = z.object({
  PORT: wholeNumber(0, 65_535, 3000, 'Port of the console, the API and the webhooks. 0 takes any free one.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on. 0.0.0.0 opens it to the network: put a proxy with TLS in front.'),
  PUBLIC_URL: httpUrl
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe(
      'How the world reaches this server, e.g. https://otvet.example.com: the base of webhook addresses. ' +
        'With https the session cookie is sent over TLS only.',
    ),
  TRUST_PROXY: z
    .string()
    .refine(isProxyTrust, 'on, off, or addresses and networks separated by commas')
    .transform(parseProxyTrust)
    .default(false)
    .describe(
      "Whose X-Forwarded-For to believe: off, on, or the proxies' addresses (10.0.0.0/8,127.0.0.1). " +
        'Needed behind a proxy for rate limits and webhook networks.',
    ),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .describe('Folder of the embedded database and of the master key. One process at a time.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address like postgres://user:password@host:5432/otvet' })
    .optional()
    .describe('A PostgreSQL server (15 or newer, with pgvector). Empty: the embedded database in DATA_DIR.'),
  DATABASE_POOL_SIZE: wholeNumber(2, 200, 10, 'Connections to PostgreSQL that this process may hold.'),
  MASTER_KEY: z
    .string()
    .refine(isMasterKey, '32 bytes in base64, e.g. from: openssl rand -base64 32')
    .optional()
    .describe(
      "Seals the shops' keys. 32 bytes in base64. Empty: made at the first start and kept in " +
        'DATA_DIR/master.key. Back it up: without it the stored keys cannot be read.',
    ),
  OPENAI_API_KEY: optionalText('Key of the model server. With a key or a base URL the model writes drafts.'),
  OPENAI_BASE_URL: httpUrl
    .optional()
    .describe(
      'Any OpenAI-compatible server: Ollama (http://localhost:11434/v1), vLLM, llama.cpp, DeepSeek, Qwen …',
    ),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini').describe('Name of the chat model.'),
  OPENAI_VISION: oneOf(
    ['on', 'off'],
    'off',
    "on: this model can see, and the buyer's photos are sent to it, all of them. Photos cannot be masked: a face or " +
      'a parcel label leaves as it is. off: drafts say that the photos were not looked at.',
  ),
  OPENAI_INPUT_PRICE: amount(
    'Price of a million tokens sent to it, in your currency: what calls cost is counted with it. Empty: they ' +
      'count as free, and the status page says so.',
  ),
  OPENAI_OUTPUT_PRICE: amount('Price of a million tokens it writes.'),
  SECOND_MODEL: optionalText(
    'Name of a second chat model, asked when the first cannot answer or answers nothing usable. After it comes ' +
      'the built-in drafter.',
  ),
  SECOND_MODEL_BASE_URL: httpUrl.optional().describe('Its server, when it is another one than the first.'),
  SECOND_MODEL_API_KEY: optionalText(
    'Its key. On the same server the first key is used when this one is empty; on another one it never is.',
  ),
  SECOND_MODEL_VISION: oneOf(['on', 'off'], 'off', 'on: the second model can see.'),
  SECOND_MODEL_INPUT_PRICE: amount('Price of a million tokens sent to the second model.'),
  SECOND_MODEL_OUTPUT_PRICE: amount('Price of a million tokens it writes.'),
  MODEL_MONTHLY_BUDGET: amount(
    'What the models may cost each shop in a month (Moscow time), in the currency of the prices; a shop may have ' +
      'an amount of its own. Once it is spent the built-in drafter writes until the month ends. Empty: no limit.',
  ),
  OPENAI_EMBEDDING_MODEL: optionalText(
    'Name of an embedding model on the same server. Empty: the built-in embedder, which needs no server.',
  ),
  EMBEDDING_BASE_URL: httpUrl
    .optional()
    .describe('Server of the embedding model, when it is another one than OPENAI_BASE_URL.'),
  EMBEDDING_API_KEY: optionalText('Key of that server, when it is another one than OPENAI_API_KEY.'),
  EMBEDDING_REQUESTS_PER_MINUTE: wholeNumber(
    0,
    100_000,
    0,
    'How often the embedding server may be asked for passages; questions are not held back. 0: no limit.',
  ),
  EMBEDDING_MODEL_DIR: optionalText(
    'Folder of a local ONNX model (model.onnx, tokenizer.json, config.json), run in this process by the optional ' +
      'packages onnxruntime-node and @huggingface/tokenizers. Goes before OPENAI_EMBEDDING_MODEL.',
  ),
  EMBEDDING_HUB_MODEL: optionalText(
    'A model of a hub, e.g. intfloat/multilingual-e5-small: fetched once into DATA_DIR/models and run as above.',
  ),
  EMBEDDING_HUB_URL: httpUrl
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://huggingface.co')
    .describe('The hub, or a mirror of it.'),
  EMBEDDING_HUB_FILE: z
    .string()
    .regex(/^[\w./-]+\.onnx$/, 'the path of an .onnx file')
    .default('onnx/model.onnx')
    .describe(
      "The model's file at the hub; smaller ones are often beside it, e.g. onnx/model_quantized.onnx.",
    ),
  EMBEDDING_REVISION: optionalText(
    'State of the embedding model: a branch, tag or commit of the hub; for a server any word of your own that ' +
      'you change when its model changes.',
  ),
  EMBEDDING_POOLING: oneOf(
    ['auto', 'mean', 'cls'],
    'auto',
    "How a local model's tokens become one vector. auto: as the model's own 1_Pooling/config.json says, else mean.",
  ),
  EMBEDDING_QUERY_PREFIX: optionalText(
    'Put before every question, e.g. query: — the E5 family gets its own when nothing is set.',
  ),
  EMBEDDING_PASSAGE_PREFIX: optionalText('Put before every passage, e.g. passage:'),
  MODEL_TIMEOUT_SECONDS: wholeNumber(
    1,
    600,
    60,
    'How long one question to the models may take in all: repeats, a correction and the second model included. ' +
      'Reading a message is one question, writing its draft another.',
  ),
  DEMO: oneOf(
    ['auto', 'on', 'off'],
    'auto',
    'The demo shop with its sandbox marketplace. auto: only while no real shop is connected.',
  ),
  SANDBOX_PORT: wholeNumber(0, 65_535, 3001, 'Port of the sandbox marketplace and its page.'),
  BURST_QUIET_SECONDS: wholeNumber(
    0,
    600,
    5,
    'A draft is made once the buyer has been quiet for this long, so that three short messages get one.',
  ),
  UNDO_SECONDS: wholeNumber(
    0,
    600,
    5,
    'How long an approved reply waits before it leaves and can be undone.',
  ),
  POLL_SECONDS: wholeNumber(
    5,
    3600,
    60,
    'How often the chats of a shop are looked through for what no push told.',
  ),
  WORKER_CONCURRENCY: wholeNumber(
    1,
    64,
    4,
    'How many drafts one worker process makes at the same time, and as many messages and sends beside them.',
  ),
  IMPORT_MAX_MB: wholeNumber(1, 2_000, 100, 'The largest file that may be imported, in megabytes.'),
  ADMIN_PASSWORD: z
    .string()
    .min(10, 'at least 10 characters')
    .max(200, 'at most 200 characters')
    .optional()
    .describe('Password of the first admin. Empty: a one-time password is printed at the first start.'),
  ALERT_WEBHOOK_HOSTS: z
    .string()
    .refine(isHostList, 'host names or addresses, with a port or without, separated by commas')
    .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
    .default([])
    .describe(
      'Hosts within your own network that people may have alerts sent to by webhook, also without TLS, e.g. ' +
        'hooks.lan,10.0.0.5:8080. All other addresses of private networks are refused.',
    ),
  OZON_API_KEY: optionalText(
    'Key for `otvet shop add`, so that it does not stand in the shell history. Not read by the server.',
  ),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info', 'How much the log tells.'),
})

export type Env = z.infer<typeof envSchema>

const HOST = /^[a-z0-9._:-]{1,253}$/i

function isHostList(text: string): boolean {
  return text.split(',').every((part) => HOST.test(part.trim()))
}

function isMasterKey(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32
}

const NETWORK = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const SWITCHES: Record<string, boolean> = { on: true, true: true, off: false, false: false }

function isProxyTrust(text: string): boolean {
  return text in SWITCHES || text.split(',').every((part) => NETWORK.safeParse(part.trim()).success)
}

function parseProxyTrust(text: string): boolean | string[] {
  return SWITCHES[text] ?? text.split(',').map((part) => part.trim())
}
