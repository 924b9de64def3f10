import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { PlaybackFrame } from '../../../src/ui/playback/PlaybackFrame.js';
import { later, type Playback, startOf } from '../../../src/ui/playback/playback.js';
import { TWO_MODELS } from '../../results/batch-traces.js';

const PLAYBACK = later(startOf([TWO_MODELS, TWO_MODELS], 1), 15);

function draw(playback: Playback, columns: number, rows: number): string {
  const frame = <PlaybackFrame playback={playback} columns={columns} rows={rows} hasKeys={true} />;
  return stripVTControlCharacters(renderToString(frame, { columns }));
}

describe('the frame of a playback', () => {
  it.each([
    [80, 24],
    [40, 5],
  ])('reads well in a window of %d by %d', async (columns, rows) => {
    await expect(`${draw(PLAYBACK, columns, rows)}\n`).toMatchFileSnapshot(
      `../golden/playback-${columns}x${rows}.txt`,
    );
  });

  it('stays a line short of any window', () => {
    const sizes = [fc.integer({ min: 20, max: 200 }), fc.integer({ min: 2, max: 40 })] as const;
    fc.assert(
      fc.property(...sizes, fc.integer({ min: 1, max: 64 }), (columns, rows, gpus) => {
        const trace = { ...TWO_MODELS, gpus };
        const lines = draw({ ...PLAYBACK, traces: [trace] }, columns, rows).split('\n');
        expect(lines.length).toBeLessThanOrEqual(rows - 1);
        for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 40 },
    );
  });
});
