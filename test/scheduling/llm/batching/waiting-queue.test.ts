import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sequence } from '../../../../src/scheduling/llm/batching/sequence.js';
import { WaitingQueue } from '../../../../src/scheduling/llm/batching/waiting-queue.js';
import { requestsOf } from '../run-llm.js';

const sequencesOf = (count: number) =>
  requestsOf(Array.from({ length: count }, () => [1, 1] as const)).map((request) => new Sequence(request));

describe('WaitingQueue', () => {
  it('is in the order of arrival, whenever who comes', () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), id: fc.nat(19) }),
      fc.constant({ kind: 'shift' as const, id: 0 }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const queue = new WaitingQueue();
        const sequences = sequencesOf(20);
        const waiting = new Set<Sequence>();
        const expectedHead = () => sequences.find((sequence) => waiting.has(sequence));
        for (const { kind, id } of moves) {
          const sequence = kind === 'shift' ? queue.head : sequences[id];
          if (sequence === undefined || (kind === 'add') === waiting.has(sequence)) continue;
          if (kind === 'add') {
            queue.add(sequence);
            waiting.add(sequence);
          } else {
            if (kind === 'shift') queue.shift();
            else queue.remove(sequence);
            waiting.delete(sequence);
          }
          expect(queue.length).toBe(waiting.size);
          expect(queue.head).toBe(expectedHead());
        }
      }),
    );
  });

  it('gives up what was served of a long queue, and nothing else', () => {
    const queue = new WaitingQueue();
    const sequences = sequencesOf(5000);
    for (const sequence of sequences) queue.add(sequence);
    for (const sequence of sequences) {
      expect(queue.head).toBe(sequence);
      queue.shift();
    }
    expect(queue.length).toBe(0);
    expect(queue.head).toBeUndefined();
  });
});
