import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Row } from '../../src/results/columns.js';
import { anyDocument, documentOf, documentSchema } from '../../src/results/document.js';
import { recordedRun } from '../../src/results/recorded-run.js';
import { verdictOf } from '../../src/results/verdict.js';
import { cellSummary, FINGERPRINT, runStarted } from './recorded-events.js';

const row = (subject: string, more: Row = {}): Row => ({
  suite: 'fake',
  backend: subject,
  status: 'ok',
  check: 'pass',
  medianMs: 4,
  speedup: null,
  ...more,
});

function run(rows: Readonly<Record<string, Row>>) {
  const started = runStarted(Object.keys(rows).map((subject) => cellSummary(subject)));
  return recordedRun(
    started,
    Object.entries(rows).map(([subject, of]) => ({
      type: 'cell-finished',
      cellId: `g/${subject}`,
      status: 'ok',
      row: of,
    })),
  );
}

describe('documentOf', () => {
  it('says what ran, where, how it ended, and every row with its speed-up', () => {
    const measured = run({ ts: row('ts', { medianMs: 8 }), tfjs: row('tfjs') });
    expect(documentOf(measured, verdictOf(['ok', 'interrupted'], 130))).toEqual({
      schemaVersion: 1,
      runId: '20260102-030405-fake-beef',
      partial: true,
      exitCode: 130,
      verdict: 'interrupted',
      environment: FINGERPRINT,
      rows: [row('ts', { medianMs: 8, speedup: 1 }), row('tfjs', { speedup: 2 })],
    });
  });

  it('is the same after a round trip through JSON', () => {
    const document = documentOf(run({ ts: row('ts') }), verdictOf(['ok'], undefined));
    expect(anyDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it.each([
    ['a row without a status', { status: null }],
    ['a status there is not', { status: 'great' }],
    ['a check there is not', { check: 'maybe' }],
  ])('refuses %s', (_, more) => {
    expect(() => documentOf(run({ ts: row('ts', more) }), verdictOf([], undefined))).toThrow(z.ZodError);
  });
});

describe('documentSchema', () => {
  const schema = documentSchema(z.strictObject({ suite: z.string() }));
  const document = {
    schemaVersion: 1,
    runId: 'x',
    partial: false,
    exitCode: 0,
    verdict: 'ok',
    environment: FINGERPRINT,
    rows: [{ suite: 'fake' }],
  };

  it('takes a document of such rows', () => {
    expect(schema.safeParse(document).success).toBe(true);
  });

  it.each([
    ['another version', { schemaVersion: 2 }],
    ['another row', { rows: [{ suite: 'fake', more: 1 }] }],
    ['a verdict there is not', { verdict: 'fine' }],
    ['a field there is not', { extra: 1 }],
    ['no environment', { environment: undefined }],
    ['an exit code that is no integer', { exitCode: 0.5 }],
  ])('refuses %s', (_, change) => {
    expect(schema.safeParse({ ...document, ...change }).success).toBe(false);
  });
});
