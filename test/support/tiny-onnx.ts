import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the smallest model there can be, by hand: one row of a table for each token (`Gather`), and a tokenizer of
 * whole words. The words' vectors are known, so that what comes out can be computed on paper.
 */
export function writeTinyModel(folder: string, words: Record<string, number[]>): void {
  const names = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...Object.keys(words)]
  const width = Object.values(words)[0]?.length ?? 0
  const rows = names.map((name) => words[name] ?? Array.from({ length: width }, () => 0))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'model.onnx'), onnxModel(rows, width))
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer(names)))
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ model_max_length: 8 }))
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ pad_token_id: 0, max_position_embeddings: 8 }))
}

function tokenizer(names: string[]) {
  const added = names.slice(0, 4).map((content, id) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  }))
  const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(names.map((name, id) => [name, id])),
      unk_token: '[UNK]',
    },
  }
}

const INT64 = 7
const FLOAT = 1

/** ONNX is protobuf: ModelProto { ir_version 1, graph 7, opset_import 8 }; field numbers are those of onnx.proto. */
function onnxModel(rows: number[][], width: number): Buffer {
  const table = bytes(
    varint(1, rows.length),
    varint(1, width),
    varint(2, FLOAT),
    text(8, 'table'),
    field(9, Buffer.from(new Float32Array(rows.flat()).buffer)),
  )
  const node = bytes(text(1, 'table'), text(1, 'input_ids'), text(2, 'last_hidden_state'), text(4, 'Gather'))
  const graph = bytes(
    field(1, node),
    text(2, 'tiny'),
    field(5, table),
    field(11, tensorInfo('input_ids', INT64, ['texts', 'tokens'])),
    field(12, tensorInfo('last_hidden_state', FLOAT, ['texts', 'tokens', width])),
  )
  return bytes(varint(1, 8), field(7, graph), field(8, bytes(text(1, ''), varint(2, 13))))
}

function tensorInfo(name: string, type: number, dims: (string | number)[]): Buffer {
  const shape = bytes(...dims.map((dim) => field(1, typeof dim === 'number' ? varint(1, dim) : text(2, dim))))
  return bytes(text(1, name), field(2, field(1, bytes(varint(1, type), field(2, shape)))))
}

const bytes = (...parts: Buffer[]) => Buffer.concat(parts)
const field = (number: number, content: Buffer) =>
  Buffer.concat([asVarint((number << 3) | 2), asVarint(content.length), content])
const text = (number: number, content: string) => field(number, Buffer.from(content))
const varint = (number: number, value: number) => Buffer.concat([asVarint(number << 3), asVarint(value)])

function asVarint(value: number): Buffer {
  const out: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...out, left])
    out.push((left % 128) | 128)
  }
}
