const UNKNOWN = 0;
/** Opens every text, and ends every answer, as in OPT. */
export const BOUND = 1;
export const FIRST_WORD = 2;
export const VOCABULARY = 24;

export const wordOf = (token: number): string => (token === UNKNOWN ? '<unk>' : `w${token}`);

/** A tokenizer of words `w2`, `w3`, ... between spaces. */
export function tinyTokenizer(closing = false): object {
  const words = Array.from({ length: VOCABULARY - FIRST_WORD }, (_, i) => wordOf(FIRST_WORD + i));
  const vocab = Object.fromEntries(['<unk>', '</s>', ...words].map((word, id) => [word, id]));
  const bound = { SpecialToken: { id: '</s>', type_id: 0 } };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      {
        id: BOUND,
        content: '</s>',
        special: true,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
      },
    ],
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [bound, { Sequence: { id: 'A', type_id: 0 } }, ...(closing ? [bound] : [])],
      pair: [],
      special_tokens: { '</s>': { id: '</s>', ids: [BOUND], tokens: ['</s>'] } },
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '<unk>',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}
