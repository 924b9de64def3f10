import { describe, expect, it } from 'vitest';
import { type ChoiceInput, chooseView } from '../../src/ui/choose-view.js';

const terminal = { isTTY: true, columns: 80, rows: 24 };
const choose = (input: Partial<ChoiceInput>) =>
  chooseView({ ui: 'auto', json: false, stream: terminal, env: { TERM: 'xterm-256color' }, ...input });

describe('left to itself, the view', () => {
  it('is live on a terminal', () => {
    expect(choose({})).toBe('live');
  });

  it.each([
    ['a pipe', { stream: { columns: 80, rows: 24 } }],
    ['a terminal without a width', { stream: { isTTY: true, columns: 0, rows: 24 } }],
    ['a terminal without a height', { stream: { isTTY: true, columns: 80, rows: 0 } }],
    ['a terminal that does not know its size', { stream: { isTTY: true } }],
    ['a dumb terminal', { env: { TERM: 'dumb' } }],
    ['continuous integration', { env: { CI: 'true' } }],
    ['continuous integration by its other name', { env: { CONTINUOUS_INTEGRATION: '1' } }],
  ])('is plain on %s', (_, input) => {
    expect(choose(input)).toBe('plain');
  });

  it('does not take CI=false for continuous integration', () => {
    expect(choose({ env: { CI: 'false' } })).toBe('live');
  });

  it('is none under --json', () => {
    expect(choose({ json: true })).toBe('none');
  });
});

describe('asked for, the view', () => {
  it('is the one asked for, under --json too', () => {
    expect(choose({ ui: 'plain' })).toBe('plain');
    expect(choose({ ui: 'none' })).toBe('none');
    expect(choose({ ui: 'live', json: true })).toBe('live');
    expect(choose({ ui: 'plain', json: true })).toBe('plain');
  });

  it('is plain where live cannot be drawn', () => {
    expect(choose({ ui: 'live', stream: {} })).toBe('plain');
    expect(choose({ ui: 'live', env: { CI: '1' } })).toBe('plain');
  });
});
