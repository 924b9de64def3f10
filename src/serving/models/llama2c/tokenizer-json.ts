/** Tokens 0 to 2 are `<unk>`, `<s>` and `</s>`, and 3 to 258 single bytes. */
export const BEGIN = 1;
export const END = 2;
const FIRST_BYTE = 3;
const FIRST_PIECE = 259;

/**
 * Turns llama2.c's `tokenizer.bin` (the length of the longest piece; then for each its score as float32, its length as
 * int32, and its bytes) into a `tokenizer.json` that Hugging Face's tokenizers read. Pieces are SentencePiece's: two are
 * joined where they make a third, the one with the highest score first, which as a list of merges in the order of
 * scores is byte-pair encoding.
 */
export function tokenizerJson(bytes: Uint8Array, vocabulary: number): object {
  const { pieces, scores } = parsePieces(bytes, vocabulary);
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [0, BEGIN, END].map((id) => ({
      id,
      content: pieces[id],
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    pre_tokenizer: null,
    post_processor: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      vocab,
      merges: mergesOf(pieces, scores, new Set(pieces)),
    },
  };
}

function parsePieces(bytes: Uint8Array, vocabulary: number): { pieces: string[]; scores: number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder();
  const pieces: string[] = [];
  const scores: number[] = [];
  let at = 4;
  for (let id = 0; id < vocabulary; id++) {
    const length = view.getInt32(at + 4, true);
    scores.push(view.getFloat32(at, true));
    pieces.push(pieceName(id, text.decode(bytes.subarray(at + 8, at + 8 + length))));
    at += 8 + length;
  }
  return { pieces, scores };
}

function pieceName(id: number, text: string): string {
  if (id < FIRST_BYTE) return ['<unk>', '<s>', '</s>'][id] ?? '';
  if (id >= FIRST_PIECE) return text.replaceAll(' ', '▁');
  return `<0x${(id - FIRST_BYTE).toString(16).toUpperCase().padStart(2, '0')}>`;
}

function mergesOf(
  pieces: readonly string[],
  scores: readonly number[],
  known: ReadonlySet<string>,
): string[] {
  const merges: { readonly score: number; readonly id: number; readonly merge: string }[] = [];
  for (let id = FIRST_PIECE; id < pieces.length; id++) {
    const letters = [...(pieces[id] ?? '')];
    for (let cut = 1; cut < letters.length; cut++) {
      const left = letters.slice(0, cut).join('');
      const right = letters.slice(cut).join('');
      if (known.has(left) && known.has(right))
        merges.push({ score: scores[id] ?? 0, id, merge: `${left} ${right}` });
    }
  }
  merges.sort((a, b) => b.score - a.score || a.id - b.id);
  return merges.map(({ merge }) => merge);
}
