import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { DataError } from '../../../errors.js';
import { folderJson, folderJsonIfThere } from './folder-json.js';

/** What `config.json` and `generation_config.json` say, in one language: models name the same things differently. */
export interface ModelConfig {
  /** As its folder is named. */
  readonly name: string;
  /** As its maker named it, where that is stated. */
  readonly statedName: string;
  /** `opt`, `xlm-roberta`. */
  readonly type: string;
  readonly hiddenSize: number | undefined;
  /** Heads of keys and values, which may be fewer than those of queries. */
  readonly keyHeads: number | undefined;
  readonly headSize: number | undefined;
  readonly vocabulary: number | undefined;
  /** Tokens that it reads and writes together; none where positions have no end. */
  readonly context: number | undefined;
  readonly beginToken: number | undefined;
  readonly endTokens: readonly number[];
  readonly padToken: number;
}

const COUNT = z.number().int().nonnegative().nullish();
const TOKENS = z.union([z.number().int(), z.array(z.number().int())]).nullish();
const CONFIG = z.object({
  _name_or_path: z.string().nullish(),
  model_type: z.string().nullish(),
  hidden_size: COUNT,
  n_embd: COUNT,
  num_key_value_heads: COUNT,
  num_attention_heads: COUNT,
  n_head: COUNT,
  head_dim: COUNT,
  vocab_size: COUNT,
  max_position_embeddings: COUNT,
  n_positions: COUNT,
  bos_token_id: TOKENS,
  eos_token_id: TOKENS,
  pad_token_id: TOKENS,
});

/** @throws DataError when there is no `config.json`, or it is not one */
export async function readModelConfig(folder: string): Promise<ModelConfig> {
  const stated = { ...(await folderJson(folder, 'config.json')) };
  // It has the last word on when an answer ends.
  for (const [key, value] of Object.entries(
    (await folderJsonIfThere(folder, 'generation_config.json')) ?? {},
  )) {
    if (key.endsWith('_token_id')) stated[key] = value;
  }
  const parsed = CONFIG.safeParse(stated);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DataError(
      `expected ${folder}/config.json to describe a model; got a wrong ${issue?.path.join('.')}: ${issue?.message}`,
      'model-folder',
    );
  }
  const config = parsed.data;
  const hiddenSize = config.hidden_size ?? config.n_embd ?? undefined;
  const heads = config.num_attention_heads ?? config.n_head ?? undefined;
  const shared = hiddenSize !== undefined && heads !== undefined ? hiddenSize / heads : undefined;
  return {
    name: basename(resolve(folder)),
    statedName: basename(config._name_or_path ?? ''),
    type: config.model_type ?? '',
    hiddenSize,
    keyHeads: config.num_key_value_heads ?? heads,
    headSize: config.head_dim ?? shared,
    vocabulary: config.vocab_size ?? undefined,
    context: config.max_position_embeddings ?? config.n_positions ?? undefined,
    beginToken: [config.bos_token_id ?? []].flat()[0],
    endTokens: [config.eos_token_id ?? []].flat(),
    padToken: [config.pad_token_id ?? []].flat()[0] ?? 0,
  };
}
