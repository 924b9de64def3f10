import { boundedWaiting } from '../../../scheduling/bounded-waiting.js';
import { type LiveSetup, plannedSetup } from '../../../scheduling/live-setup.js';
import type { Batch, Policy, Request } from '../../../scheduling/policy.js';
import type { PolicyFault } from '../../../scheduling/simulation/policy-fault.js';
import type { Clock } from '../../batching/clock.js';
import type { RagBody } from '../../http/rag-schema.js';
import { readQuestion } from '../../http/read-question.js';
import type { Call } from '../gateway/exchange.js';
import type { Tally } from '../gateway/tally.js';
import type { BatchEnd } from './batch-connection.js';
import { PolicyDriver } from './policy-driver.js';
import type { WorkerSlots } from './worker-slots.js';

/** A request that the policy knows, with the client that waits for it. */
interface Awaited {
  readonly call: Call;
  readonly question: RagBody;
  readonly request: Request;
  losses: number;
}

export interface ScheduledCallsOptions {
  readonly policy: Policy;
  readonly setup: LiveSetup;
  readonly slots: Pick<WorkerSlots, 'send' | 'occupied'>;
  readonly clock: Clock;
  readonly tally: Tally;
  onFault(fault: PolicyFault): void;
}

/** As with workers that are chosen at once: what two workers could not end is not tried on a third. */
const MOST_LOSSES = 2;
/** All requests are for the one model that the workers run. */
const MODEL = 0;

/** Requests of clients as a policy schedules them. Each has one end: its answer, a refusal, or its client leaves. */
export class ScheduledCalls {
  readonly #options: ScheduledCallsOptions;
  readonly #driver: PolicyDriver;
  readonly #awaited = new Map<number, Awaited>();
  /** Requests that found no room, while the policy's driver drops them. */
  readonly #full = new Set<number>();

  constructor(options: ScheduledCallsOptions) {
    const { policy, setup, clock } = options;
    const { controlMs, dataMsPerRequest } = setup.measured.delays;
    this.#options = options;
    this.#driver = new PolicyDriver({
      policy: boundedWaiting(policy, setup.mostWaiting, ({ id }) => this.#full.add(id)),
      setup: plannedSetup(setup),
      clock,
      timerMs: setup.planned.timerMs,
      leadMs: (requests) => controlMs + dataMsPerRequest * requests,
      send: (gpu, requests, work) => this.#send(gpu, requests, work),
      dropped: (request) =>
        this.#refuse(request, this.#full.delete(request.id) ? 'queue-full' : 'not-in-time'),
      faulted: (fault) => options.onFault(fault),
      abandoned: (request, fault) => this.#refuse(request, 'internal', fault.message),
    });
  }

  /** Requests that wait for a decision. */
  get waiting(): number {
    return this.#driver.waiting;
  }

  answer(call: Call): () => void {
    const read = readQuestion(call.body, call.headers['content-type']);
    const { fault } = this.#driver;
    if ('fault' in read) call.refuse(read.fault, read.error);
    else if (fault !== undefined) call.refuse('internal', fault.message);
    else if (this.#options.slots.occupied === 0) call.refuse('no-worker-ready');
    else return this.#accept(call, read.question);
    return () => {};
  }

  up(gpu: number): void {
    this.#driver.up(gpu);
  }

  down(gpu: number): void {
    this.#driver.down(gpu);
  }

  stop(): void {
    this.#driver.stop();
  }

  #accept(call: Call, question: RagBody): () => void {
    const request = this.#driver.arrive(MODEL, this.#options.setup.sloMs, (arrived) => {
      this.#awaited.set(arrived.id, { call, question, request: arrived, losses: 0 });
    });
    return () => {
      this.#awaited.delete(request.id);
      this.#driver.leave(request);
    };
  }

  #refuse(
    { id }: Request,
    reason: 'queue-full' | 'not-in-time' | 'worker-failed' | 'internal',
    error?: string,
  ) {
    const awaited = this.#awaited.get(id);
    this.#awaited.delete(id);
    awaited?.call.refuse(reason, error);
  }

  #send(gpu: number, requests: readonly Request[], work: Batch): void {
    const nowMs = this.#driver.nowMs();
    const batch = requests.flatMap(({ id }) => this.#awaited.get(id) ?? []);
    const items = batch.map(({ question: { query, k }, request: { arrivalMs } }) => ({
      ...{ query, k },
      waitedMs: nowMs - arrivalMs,
    }));
    this.#options.slots.send(gpu, items, (end) => this.#onEnd(gpu, batch, work, end));
  }

  #onEnd(gpu: number, batch: readonly Awaited[], work: Batch, end: BatchEnd): void {
    if (end.type === 'lost') {
      this.#lost(gpu, batch, work);
      return;
    }
    // Before the answers are written, since a worker waits.
    this.#driver.finished(gpu, work);
    for (const [i, { call, request }] of batch.entries()) {
      // Its client may have left.
      if (!this.#awaited.delete(request.id)) continue;
      if (end.type === 'failed') call.refuse('internal', end.reason);
      else respond(call, end.lines[i] ?? '');
    }
  }

  #lost(gpu: number, batch: readonly Awaited[], work: Batch): void {
    const { tally } = this.#options;
    for (const awaited of batch) {
      awaited.losses++;
      if (!this.#awaited.has(awaited.request.id)) continue;
      if (awaited.losses < MOST_LOSSES) {
        tally.retries++;
        continue;
      }
      this.#refuse(awaited.request, 'worker-failed');
      this.#driver.leave(awaited.request);
    }
    this.#driver.lost(gpu, work);
  }
}

function respond(call: Call, line: string): void {
  call.response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(line),
    'x-request-id': call.id,
  });
  call.response.end(line);
  call.answered();
}
