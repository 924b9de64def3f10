import { describe, expect, it } from 'vitest';
import type { PublishedRun } from '../../../src/report/publication/publication.js';
import { publish } from '../../../src/report/publication/publish.js';
import type { Row } from '../../../src/results/columns.js';
import { recordedSuite } from '../recorded-suites.js';

const knn = recordedSuite('knn');

function withRows(change: (row: Row, at: number) => Row): PublishedRun {
  return { ...knn, rows: knn.rows.map(change) };
}

function boldIn(run: PublishedRun, names?: readonly string[]): string[] {
  return publish(run, names).groups.flatMap((group) =>
    group.flatMap(({ row, cells }) =>
      cells.flatMap(({ isBest }) => (isBest ? [`${row.n} ${row.backend}`] : [])),
    ),
  );
}

describe('a publication', () => {
  it('sets the best of each question in bold, and no other', () => {
    expect(boldIn(knn, ['backend', 'medianMs'])).toEqual(['1000 native', '4000 native', '16000 native']);
  });

  it('sets no wrong answer in bold, and withholds its figures', () => {
    const run = withRows((row) =>
      row.backend === 'native' ? { ...row, status: 'wrong', check: 'fail', medianMs: 1e-6 } : row,
    );
    expect(boldIn(run, ['backend', 'medianMs'])).toEqual(['1000 wasm', '4000 wasm', '16000 wasm']);
    const native = publish(run, ['backend', 'medianMs'])
      .groups.flat()
      .filter(({ row }) => row.backend === 'native');
    expect(native.map(({ cells }) => cells.slice(1).map(({ text }) => text))).toEqual(
      Array(3).fill(['–', '–']),
    );
  });

  it('sets nothing in bold where all are equal, and all that are best', () => {
    expect(
      boldIn(
        withRows((row) => ({ ...row, medianMs: 2 })),
        ['medianMs'],
      ),
    ).toEqual([]);
    const two = withRows((row) => ({ ...row, medianMs: row.backend === 'ts' ? 3 : 2 }));
    expect(boldIn(two, ['medianMs'])).toHaveLength(6);
  });

  it('gives no interval to a single round', () => {
    const text = JSON.stringify(publish(withRows((row) => ({ ...row, rounds: 1 }))).groups);
    expect(text).not.toContain('[0.');
  });

  it('has one unit a column, which stands in the heading', () => {
    const run = withRows((row) => ({ ...row, medianMs: 2500, ciLowMs: 2000, ciHighMs: 3000 }));
    const { columns, groups } = publish(run, ['backend', 'medianMs']);
    expect(columns.map(({ heading }) => heading)).toEqual(['backend', 'median (s)', '95 % CI (s)']);
    expect(groups[0]?.[0]?.cells.map(({ text }) => text)).toEqual(['ts', '2.500', '[2.000, 3.000]']);
  });

  it('says so when the run was interrupted', () => {
    expect(publish({ ...knn, partial: true }).caption.join()).toContain('PARTIAL');
  });

  it('refuses columns that are none of the run', () => {
    expect(() => publish(knn, ['backend', 'speed'])).toThrow(/expected --columns to name columns .*"speed"/);
  });

  it('tells why rows have no figures', () => {
    expect(publish(recordedSuite('ann')).notes).toEqual([
      expect.stringMatching(/^usearch, hnsw, ef 256 skipped: ef 128 finds all there is/),
    ]);
    expect(publish(recordedSuite('load')).notes).toEqual([
      expect.stringMatching(/^rate 800 invalid: requests left .* late/),
    ]);
  });
});
