import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  parseAttention,
  parseLayers,
  readLayerProfile,
} from '../../../../src/scheduling/llm/timing/read-layer-profile.js';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-layers-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('readLayerProfile', () => {
  it('reads the three files of a folder', async () => {
    await writeFile(join(directory, 'dense.csv'), 'layer,tokens,time_us\nact_fn,16,3.5\nact_fn,1,2.5\n');
    await writeFile(join(directory, 'per_sequence.csv'), 'layer,sequences,time_us\nlm_head,1,700\n');
    await writeFile(
      join(directory, 'attention.csv'),
      'prefill_chunk,kv_prefill,n_decode,kv_decode,time_us\n16,512,8,1024,99.5\n',
    );
    expect(await readLayerProfile(directory)).toEqual({
      dense: new Map([
        [
          'act_fn',
          [
            { x: 1, y: 2.5 },
            { x: 16, y: 3.5 },
          ],
        ],
      ]),
      perSequence: new Map([['lm_head', [{ x: 1, y: 700 }]]]),
      attention: [{ chunk: 16, chunkContext: 512, decodes: 8, decodeContext: 1024, us: 99.5 }],
    });
  });

  it('says which file of a folder is not there', async () => {
    await expect(readLayerProfile(join(directory, 'none'))).rejects.toThrow(
      /expected a profile of layers with dense.csv, per_sequence.csv and attention.csv; .*none/,
    );
  });

  it('takes columns in any order and says which are missing', () => {
    expect(parseLayers('time_us,layer,tokens\n5,a,2\n', 'dense.csv', 'tokens').get('a')).toEqual([
      { x: 2, y: 5 },
    ]);
    expect(() => parseLayers('layer,tokens\na,2\n', 'dense.csv', 'tokens')).toThrow(
      /dense.csv: expected the columns layer,tokens,time_us; got "layer,tokens"/,
    );
  });

  it.each([
    ['0,0,x,16,8', /a count for n_decode in record 1; got "x"/],
    ['0,0,1,-16,8', /a count for kv_decode in record 1; got "-16"/],
    ['0,0,1,16,0', /a number above 0 for time_us in record 1; got "0"/],
    ['0,0,1,16', /a number above 0 for time_us in record 1; got ""/],
  ])('refuses the record %s', (record, message) => {
    const text = `prefill_chunk,kv_prefill,n_decode,kv_decode,time_us\n${record}\n`;
    expect(() => parseAttention(text, 'attention.csv')).toThrow(message);
  });
});
