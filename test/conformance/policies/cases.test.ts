import { describe, expect, it } from 'vitest';
import type { Decisions, Policy, Request, SchedulerEvent } from '../../../src/scheduling/policy.js';
import { aloneMs, batchScenarios, openBatchScenario } from './batch-scenarios.js';
import { CASES } from './cases.js';
import { declared } from './subjects.js';

/** Sends whatever waits to the GPUs that are free, one request at a time; a test changes one thing about it. */
class OneByOne {
  readonly waiting: Request[] = [];
  readonly free = new Set<number>();

  constructor(gpus: number) {
    for (let gpu = 0; gpu < gpus; gpu++) this.free.add(gpu);
  }

  on(event: SchedulerEvent, decide: Decisions): void {
    this.note(event);
    for (const gpu of this.free) {
      const request = this.next();
      if (request === undefined) return;
      this.free.delete(gpu);
      decide.run(gpu, { model: request.model, requests: [request] });
    }
  }

  note(event: SchedulerEvent): void {
    if (event.type === 'arrival') this.waiting.push(event.request);
    if (event.type === 'lost') this.waiting.push(...event.work.requests);
    if (event.type === 'finished' || event.type === 'up') this.free.add(event.gpu);
    if (event.type === 'down') this.free.delete(event.gpu);
  }

  next(): Request | undefined {
    return this.waiting.shift();
  }
}

function subjectOf(start: Policy['start']) {
  const policy: Policy = { name: 'trial', source: 'this test', needs: [], workConserving: true, start };
  return declared({
    name: 'trial',
    scenarios: batchScenarios(false),
    open: (scenario) => openBatchScenario(policy, scenario),
    aloneMs,
  });
}

function caseOf(words: string) {
  const found = CASES.find(({ title }) => title.includes(words));
  if (found === undefined) throw new Error(`no case is titled "${words}"`);
  return found;
}

describe('the cases for policies', () => {
  it.each(CASES)('pass one that does nothing wrong: $title', async (policyCase) => {
    await subjectOf(({ gpus }) => new OneByOne(gpus)).passes(policyCase);
  });

  it('find one that forgets what was lost', async () => {
    class Forgetful extends OneByOne {
      override note(event: SchedulerEvent) {
        if (event.type !== 'lost') super.note(event);
      }
    }
    const subject = subjectOf(({ gpus }) => new Forgetful(gpus));
    await expect(subject.passes(caseOf('every request once'))).rejects.toThrow('Property failed');
  });

  it('find one that keeps something from run to run', async () => {
    let decisions = 0;
    class Drifting extends OneByOne {
      override next() {
        return decisions++ % 2 === 0 ? this.waiting.shift() : this.waiting.pop();
      }
    }
    const subject = subjectOf(({ gpus }) => new Drifting(gpus));
    await expect(subject.passes(caseOf('the same again'))).rejects.toThrow('Property failed');
  });

  it('find one that lets a GPU lie idle and says it does not', async () => {
    const subject = subjectOf(({ gpus }) => new OneByOne(Math.max(1, gpus - 1)));
    await expect(subject.passes(caseOf('no GPU idle'))).rejects.toThrow('Property failed');
  });

  it('find one that sends work to a GPU that is down', async () => {
    class Blind extends OneByOne {
      override note(event: SchedulerEvent) {
        if (event.type === 'down') return;
        super.note(event);
        if (event.type === 'lost') this.free.add(event.gpu);
      }
    }
    const subject = subjectOf(({ gpus }) => new Blind(gpus));
    await expect(subject.passes(caseOf('while it is down'))).rejects.toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ name: 'PolicyFault' }) }),
    );
  });

  it('find one that preempts without saying so', async () => {
    class Impatient extends OneByOne {
      override on(event: SchedulerEvent, decide: Decisions) {
        if (event.type === 'arrival') decide.preempt(0);
        super.on(event, decide);
      }
    }
    const subject = subjectOf(({ gpus }) => new Impatient(gpus));
    await expect(subject.passes(caseOf('says it needs'))).rejects.toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ name: 'PolicyFault' }) }),
    );
  });
});
