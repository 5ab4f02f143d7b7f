import { join } from 'node:path'
import type { Env } from '../config/env-schema.ts'
import type { ConnectEmbedder, KnownSpace } from '../knowledge/spaces/space-rows.ts'
import type { Embedder } from '../llm/embedder.ts'
import type { EmbedderRecipe } from '../llm/embedder-recipe.ts'
import { hashEmbedder } from '../llm/hash-embedder.ts'
import { fetchHubModel, hasHubModel } from '../llm/onnx/fetch-hub-model.ts'
import { loadOnnxEmbedder } from '../llm/onnx/onnx-embedder.ts'
import { connectOpenAiEmbedder, openAiEmbedder } from '../llm/openai-embedder.ts'
import { unavailable } from '../shared/errors.ts'

/** The embedder that the settings name. */
export function wantedEmbedder(env: Env): EmbedderRecipe {
  const common = {
    ...(env.EMBEDDING_REVISION ? { revision: env.EMBEDDING_REVISION } : {}),
    ...(env.EMBEDDING_QUERY_PREFIX ? { queryPrefix: env.EMBEDDING_QUERY_PREFIX } : {}),
    ...(env.EMBEDDING_PASSAGE_PREFIX ? { passagePrefix: env.EMBEDDING_PASSAGE_PREFIX } : {}),
  }
  const local: Record<string, string> =
    env.EMBEDDING_POOLING === 'auto' ? common : { ...common, pooling: env.EMBEDDING_POOLING }
  if (env.EMBEDDING_MODEL_DIR)
    return { provider: 'onnx', config: { folder: env.EMBEDDING_MODEL_DIR, ...local } }
  if (env.EMBEDDING_HUB_MODEL)
    return {
      provider: 'onnx',
      config: { model: env.EMBEDDING_HUB_MODEL, file: env.EMBEDDING_HUB_FILE, ...local },
    }
  if (!env.OPENAI_EMBEDDING_MODEL) return { provider: 'hash', config: {} }
  const baseUrl = serverUrl(env)
  return {
    provider: 'openai',
    config: { model: env.OPENAI_EMBEDDING_MODEL, ...(baseUrl ? { baseUrl } : {}), ...common },
  }
}

/**
 * Makes embedders of what the settings allow: keys and folders come from here, the rest is kept with the space. A
 * model is fetched from a hub only by who may take the time.
 */
export function embedderConnector(env: Env, { mayFetch = false } = {}): ConnectEmbedder {
  // A local model takes seconds to load and stays in memory: once a process.
  const loaded = new Map<string, Promise<Embedder>>()
  return (recipe, known) => {
    switch (recipe.provider) {
      case 'hash':
        return Promise.resolve(hashEmbedder)
      case 'openai':
        return connectServer(env, recipe, known)
      case 'onnx': {
        const key = JSON.stringify(recipe.config)
        const earlier = loaded.get(key)
        if (earlier) return earlier
        const loading = loadLocal(env, recipe, mayFetch)
        loaded.set(key, loading)
        loading.catch(() => loaded.delete(key))
        return loading
      }
    }
  }
}

const serverUrl = (env: Env) => env.EMBEDDING_BASE_URL ?? env.OPENAI_BASE_URL

function connectServer(
  env: Env,
  { config }: EmbedderRecipe,
  known: KnownSpace | undefined,
): Promise<Embedder> {
  const { model = '', baseUrl, revision, queryPrefix, passagePrefix } = config
  const ownKey = env.EMBEDDING_BASE_URL
    ? env.EMBEDDING_API_KEY
    : (env.EMBEDDING_API_KEY ?? env.OPENAI_API_KEY)
  const server = {
    // A key is shown to the server that it is for, never to one of an earlier space.
    apiKey: baseUrl === serverUrl(env) ? ownKey : undefined,
    baseUrl,
    model,
    revision,
    queryPrefix,
    passagePrefix,
    requestsPerMinute: env.EMBEDDING_REQUESTS_PER_MINUTE,
  }
  return known ? openAiEmbedder({ ...server, dimensions: known.dimensions }) : connectOpenAiEmbedder(server)
}

async function loadLocal(env: Env, { config }: EmbedderRecipe, mayFetch: boolean): Promise<Embedder> {
  const { model, file = 'onnx/model.onnx', revision, pooling, queryPrefix, passagePrefix } = config
  const wanted = {
    hubUrl: env.EMBEDDING_HUB_URL,
    model: model ?? '',
    file,
    revision,
    into: join(env.DATA_DIR, 'models'),
  }
  if (config.folder === undefined && !mayFetch && !hasHubModel(wanted))
    throw unavailable(
      'hub_model_not_fetched',
      `${model} is not fetched from the hub yet; the switch to it does that`,
    )
  return loadOnnxEmbedder({
    folder: config.folder ?? (await fetchHubModel(wanted)),
    name: model,
    pooling: pooling === 'cls' || pooling === 'mean' ? pooling : undefined,
    queryPrefix,
    passagePrefix,
  })
}
