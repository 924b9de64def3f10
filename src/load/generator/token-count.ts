interface Choice {
  readonly delta?: { readonly content?: unknown; readonly reasoning_content?: unknown };
  readonly text?: unknown;
}

interface StreamedChunk {
  readonly choices?: readonly Choice[];
  readonly usage?: { readonly completion_tokens?: unknown } | null;
}

/** What one event of a streamed answer brings. */
export interface StreamedPart {
  readonly hasText: boolean;
  /** The server's own count for the whole answer, where it tells. */
  readonly totalTokens: number | undefined;
}

const NOTHING: StreamedPart = { hasText: false, totalTokens: undefined };

/**
 * Understands an event of an OpenAI-compatible server, of chat or of completions; an event in another form counts as a
 * token, and `[DONE]` as none.
 */
export function streamedPart(data: string): StreamedPart {
  if (data === '[DONE]' || data === '') return NOTHING;
  const chunk = parsed(data);
  if (chunk?.choices === undefined) return { hasText: chunk?.usage == null, totalTokens: totalOf(chunk) };
  return { hasText: chunk.choices.some(bringsText), totalTokens: totalOf(chunk) };
}

function parsed(data: string): StreamedChunk | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function totalOf(chunk: StreamedChunk | undefined): number | undefined {
  const total = chunk?.usage?.completion_tokens;
  return typeof total === 'number' ? total : undefined;
}

function bringsText({ delta, text }: Choice): boolean {
  return [delta?.content, delta?.reasoning_content, text].some(
    (part) => typeof part === 'string' && part !== '',
  );
}
