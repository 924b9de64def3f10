import { describe, expect, it } from 'vitest';
import { renderBencherJson } from '../../../src/report/ci/bencher-json.js';
import { renderBenchmarkJson } from '../../../src/report/ci/benchmark-json.js';
import { githubAnnotations } from '../../../src/report/ci/github-annotations.js';
import { renderJunit } from '../../../src/report/ci/junit.js';
import type { JudgedRuns } from '../../../src/results/comparison/judged-runs.js';
import { recordedRun } from '../../../src/results/recorded-run.js';
import { recordedRows, recordedStart } from '../../ui/recorded-run.js';
import { JUDGED } from '../verdict/judged.js';

const started = recordedStart();
const run = recordedRun(
  started,
  started.cells.flatMap(({ id }, at) => {
    const row = recordedRows()[at];
    return row === undefined
      ? []
      : [{ type: 'cell-finished' as const, cellId: id, status: 'ok' as const, row }];
  }),
);

/** A comparison whose only cell has this name. */
function named(subject: string): JudgedRuns {
  const { head, judgement } = JUDGED;
  const [cell] = head.run.started.cells;
  const [first] = judgement.cells;
  if (cell === undefined || first === undefined) throw new Error('the comparison has no cell');
  const renamed = { ...head.run.started, cells: [{ ...cell, subject }] };
  const only = { ...head, run: { ...head.run, started: renamed } };
  return {
    ...JUDGED,
    base: only,
    head: only,
    judgement: { ...judgement, cells: [first], fronts: [], capacities: [] },
  };
}

describe('annotations for GitHub', () => {
  it('are an error for each regression and a warning for what could not be told', async () => {
    const lines = githubAnnotations(JUDGED);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(4);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/verdicts-annotations.txt');
  });

  it('stay on one line, with what GitHub would read as its own escaped', () => {
    expect(githubAnnotations(named('50%\nfaster'))).toEqual([
      '::error title=mls gate%3A knn::50%25%0Afaster: slower 1.324× [1.298, 1.350]',
    ]);
  });
});

describe('JUnit XML', () => {
  it('fails for a regression, and skips what could not be told', async () => {
    const xml = renderJunit(JUDGED);
    expect(xml).toContain('tests="11" failures="4" errors="0" skipped="4"');
    await expect(xml).toMatchFileSnapshot('../golden/verdicts.junit.xml');
  });

  it('escapes what XML would take for its own, and leaves out what it cannot hold', () => {
    const xml = renderJunit(named('<a & "b">\u0000\u001b\ud800'));
    expect(xml).toContain('name="&lt;a &amp; &quot;b&quot;&gt; · gaussian');
  });
});

describe('figures for trackers', () => {
  it('are those of github-action-benchmark, less is better', async () => {
    await expect(renderBenchmarkJson(run)).toMatchFileSnapshot('../golden/benchmark.json');
  });

  it('are those of Bencher, latency in nanoseconds', async () => {
    const text = renderBencherJson(run);
    await expect(text).toMatchFileSnapshot('../golden/bencher.json');
    const [first] = recordedRows().filter(({ status, check }) => status === 'ok' && check === 'pass');
    const [measure] = Object.values(JSON.parse(text)) as [{ latency: { value: number } }];
    expect(measure.latency.value).toBe(Number(first?.medianMs) * 1e6);
  });

  it('have another name for each cell', () => {
    const names: string[] = JSON.parse(renderBenchmarkJson(run)).map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
  });
});
