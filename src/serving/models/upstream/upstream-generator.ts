import { z } from 'zod';
import type { Generator } from '../../pipeline/generator.js';
import type { UpstreamAddress } from './address.js';
import { postJson } from './post-json.js';

const ANSWER = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});

/** Texts by `POST /chat/completions`, greedy. The prompts of a batch are sent side by side: that server batches them. */
export function upstreamGenerator({ base, chatModel }: UpstreamAddress): Generator {
  return {
    identity: `${chatModel} at ${base}`,
    generate: (prompts, maxTokens, signal) =>
      Promise.all(
        prompts.map(async (content) => {
          const body = {
            model: chatModel,
            messages: [{ role: 'user', content }],
            max_tokens: maxTokens,
            temperature: 0,
          };
          const { choices } = ANSWER.parse(await postJson(`${base}/chat/completions`, body, signal));
          return choices[0]?.message.content ?? '';
        }),
      ),
    async close() {},
  };
}
