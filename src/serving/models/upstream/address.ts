import { UsageError } from '../../../errors.js';

export interface UpstreamAddress {
  /** Without a slash at its end: `http://localhost:11434/v1`. */
  readonly base: string;
  readonly chatModel: string;
  readonly embeddingModel: string;
}

export function isUpstream(name: string): boolean {
  return /^https?:\/\//.test(name);
}

/**
 * `http://localhost:11434/v1#CHAT,EMBEDDING`; one name stands for both.
 * @throws UsageError
 */
export function parseUpstream(text: string): UpstreamAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [chatModel = '', embeddingModel = chatModel] = decodeURIComponent(url?.hash.slice(1) ?? '').split(
    ',',
  );
  if (url === undefined || chatModel === '' || embeddingModel === '') {
    throw new UsageError(
      `expected --model to name the models behind a URL, such as http://localhost:11434/v1#llama3.2,nomic-embed-text; ` +
        `got "${text}"`,
    );
  }
  return { base: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), chatModel, embeddingModel };
}
