import { folderJson, folderJsonIfThere } from './folder-json.js';

export interface FolderTokenizer {
  /** With the tokens that open and close a text where the model wants them. */
  encodeWhole(text: string): number[];
  /** The text's own tokens. */
  encodePlain(text: string): number[];
  decode(tokens: readonly number[]): string;
  /** Tokens that a text may have, as far as the tokenizer knows. */
  readonly mostTokens: number | undefined;
  /** Whether a token that opens is put before every text although `tokenizer.json` does not say so. */
  readonly addsBegin: boolean;
}

/** Stands for no limit in files of tokenizers. */
const UNLIMITED_FROM = 1e6;

/** @throws DataError when there is no `tokenizer.json` */
export async function folderTokenizer(folder: string): Promise<FolderTokenizer> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const config = (await folderJsonIfThere(folder, 'tokenizer_config.json')) ?? {};
  const tokenizer = new Tokenizer(await folderJson(folder, 'tokenizer.json'), config);
  const most = config.model_max_length;
  return {
    encodeWhole: (text) => tokenizer.encode(text).ids,
    encodePlain: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    // Decoding no tokens at all is refused by the library.
    decode: (tokens) =>
      tokens.length === 0 ? '' : tokenizer.decode([...tokens], { skip_special_tokens: true }),
    mostTokens: typeof most === 'number' && most < UNLIMITED_FROM ? most : undefined,
    addsBegin: config.add_bos_token === true,
  };
}
