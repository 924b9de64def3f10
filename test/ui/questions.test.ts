import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../src/ui/questions.js';
import { cellSummary, runStarted } from '../results/recorded-events.js';

const parameter = (name: string) => ({
  name,
  role: 'parameter' as const,
  unit: '',
  better: 'none' as const,
  title: name,
});

describe('the questions of a run', () => {
  it('say nothing of a parameter that a question does not have', () => {
    const cells = [
      { ...cellSummary('ts', 'a'), parameters: { metric: 'l2', index: 'ivf', nprobe: 4, ef: null } },
      { ...cellSummary('usearch', 'b'), parameters: { metric: 'l2', index: 'hnsw', nprobe: null, ef: 16 } },
    ];
    const columns = ['metric', 'index', 'nprobe', 'ef'].map(parameter);
    const { common, own } = questionsOf({ run: runStarted(cells, { columns }) });
    expect(common).toBe('l2');
    expect([...own.values()]).toEqual(['ivf · nprobe 4', 'hnsw · ef 16']);
  });
});
