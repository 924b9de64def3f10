import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { parseUpstream } from '../../../../src/serving/models/upstream/address.js';
import { upstreamModel } from '../../../../src/serving/models/upstream/index.js';

const signal = new AbortController().signal;
const tools = {
  spec: { model: '', corpus: 'animals', threads: 1, maxTokens: 5 },
  signal,
  progress() {},
};

let server: Server;
let base: string;
let asked: { readonly url: string | undefined; readonly body: Record<string, unknown> }[];
let status: number;

beforeEach(async () => {
  asked = [];
  status = 200;
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      asked.push({ url: request.url, body });
      response.statusCode = status;
      const answer =
        request.url === '/v1/embeddings'
          ? // In another order than asked, which the index tells.
            {
              data: body.input
                .map((input: string, index: number) => ({ index, embedding: [input.length, 3] }))
                .reverse(),
            }
          : { choices: [{ message: { content: `echo ${body.messages[0].content}` } }] };
      response.end(JSON.stringify(status === 200 ? answer : { error: 'no such\nmodel' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('an OpenAI-compatible server', () => {
  it('embeds texts to unit vectors in their order', async () => {
    const { embedder, label } = await upstreamModel(`${base}#chat,embed`).open(tools);
    expect(label).toBe('chat');
    expect(embedder.d).toBe(2);
    const vectors = await embedder.embed(['four', 'x'.repeat(3)], 'passage');
    expect(Array.from(vectors)).toEqual([0.8, 0.6, Math.SQRT1_2, Math.SQRT1_2].map(Math.fround));
    expect(asked.at(-1)?.body).toMatchObject({ model: 'embed', input: ['four', 'xxx'] });
  });

  it('answers prompts greedily, each in its place', async () => {
    const { generator } = await upstreamModel(`${base}/#chat`).open(tools);
    expect(await generator.generate(['a', 'b'], 5, signal)).toEqual(['echo a', 'echo b']);
    expect(asked.at(-1)).toMatchObject({
      url: '/v1/chat/completions',
      body: { model: 'chat', max_tokens: 5, temperature: 0 },
    });
  });

  it('is told about in one line when it refuses, or is not there', async () => {
    const { generator } = await upstreamModel(`${base}#chat`).open(tools);
    status = 404;
    await expect(generator.generate(['a'], 5, signal)).rejects.toThrow(
      /chat\/completions; got HTTP status 404: .*no such/,
    );
    await expect(upstreamModel('http://127.0.0.1:9/v1#chat').open(tools)).rejects.toThrow(/127\.0\.0\.1:9/);
  });

  it('has to be named with its models', () => {
    expect(() => parseUpstream('http://localhost:1/v1')).toThrow(UsageError);
    expect(parseUpstream('http://localhost:1/v1/#a%2Fb,c')).toEqual({
      base: 'http://localhost:1/v1',
      chatModel: 'a/b',
      embeddingModel: 'c',
    });
  });
});
