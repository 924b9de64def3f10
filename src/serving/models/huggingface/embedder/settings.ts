import { DataError } from '../../../../errors.js';
import type { TextRole } from '../../../pipeline/embedder.js';
import { folderJsonIfThere } from '../folder-json.js';

export interface EmbedderSettings {
  readonly prefixes: Readonly<Record<TextRole, string>>;
  /** Tokens that the model was trained to read, where that is stated. */
  readonly mostTokens: number | undefined;
}

/** What models want before a text, as their authors state it: the first whose pattern fits a name of the model. */
const KNOWN_PREFIXES: readonly { readonly name: RegExp; readonly prefixes: EmbedderSettings['prefixes'] }[] =
  [
    {
      name: /\be5\b.*-instruct$/i,
      prefixes: {
        query:
          'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
        passage: '',
      },
    },
    { name: /\be5\b/i, prefixes: { query: 'query: ', passage: 'passage: ' } },
  ];

const NONE = { query: '', passage: '' };

/**
 * How a model wants its texts: as the files of Sentence Transformers say (`config_sentence_transformers.json`,
 * `sentence_bert_config.json`), else as models of that name do.
 * @throws DataError for a model that does not pool by the mean
 */
export async function embedderSettings(folder: string, names: readonly string[]): Promise<EmbedderSettings> {
  const pooling = await folderJsonIfThere(folder, '1_Pooling/config.json');
  if (pooling !== undefined && pooling.pooling_mode_mean_tokens !== true) {
    const modes = Object.entries(pooling).flatMap(([mode, on]) => (on === true ? [mode] : []));
    throw new DataError(
      `expected an embedder that pools by the mean of its tokens; got ${folder}, which has ${modes.join(', ') || 'no mode'}`,
      'model-folder',
    );
  }
  const stated = await folderJsonIfThere(folder, 'config_sentence_transformers.json');
  const limits = await folderJsonIfThere(folder, 'sentence_bert_config.json');
  const most = limits?.max_seq_length;
  return {
    prefixes:
      promptsOf(stated?.prompts) ??
      KNOWN_PREFIXES.find((known) => names.some((name) => known.name.test(name)))?.prefixes ??
      NONE,
    mostTokens: typeof most === 'number' ? most : undefined,
  };
}

function promptsOf(prompts: unknown): EmbedderSettings['prefixes'] | undefined {
  if (typeof prompts !== 'object' || prompts === null) return undefined;
  const text = (name: string): string | undefined => {
    const value = new Map(Object.entries(prompts)).get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const query = text('query');
  const passage = text('passage') ?? text('document');
  // Other tasks than search may be all that is named.
  return query === undefined && passage === undefined
    ? undefined
    : { query: query ?? '', passage: passage ?? '' };
}
