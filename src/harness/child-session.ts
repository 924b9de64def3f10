import type { Backend, Engine } from '../backends/backend.js';
import { isBackendName, loadBackend } from '../backends/registry.js';
import type { OpenedCell, Sample } from '../results/events.js';
import { isSuiteName, loadSuite } from '../suites/registry.js';
import type { Cell, PrepareTools, Suite, Trial } from '../suites/suite.js';
import { type Clock, systemClock } from './clock.js';
import { GarbageCollection } from './garbage-collection.js';
import { dividedParts, PartTimer } from './part-timer.js';
import type { Reply, Request } from './protocol.js';
import { type SingleLatencies, singleLatencies } from './single-latencies.js';
import { warmUp } from './warm-up.js';

interface Open {
  readonly trial: Trial;
  readonly timer: PartTimer;
  readonly repeats: number;
  latencies(): Promise<SingleLatencies> | undefined;
}

/** What a cell's child process does: prepares or opens one cell, runs its rounds, and answers each request. */
export class ChildSession {
  readonly #garbage = new GarbageCollection();
  #open: Open | undefined;

  constructor(
    private readonly send: (reply: Reply) => void,
    private readonly clock: Clock = systemClock,
  ) {}

  async answer(request: Request): Promise<Reply> {
    switch (request.type) {
      case 'prepare':
        return this.#prepare(request.cells);
      case 'open':
        return this.#openCell(request.cell, request.roundMs);
      case 'round':
        return this.#round(request.round);
      case 'close':
        await this.#open?.trial.close();
        this.#open = undefined;
        return { type: 'closed' };
    }
  }

  async #prepare(cells: readonly Cell[]): Promise<Reply> {
    let oracle: Promise<Engine> | undefined;
    const tools: PrepareTools = {
      stage: (stage, unit) => (done, total) => {
        this.send({ type: 'progress', stage, unit, done, ...(total !== undefined && { total }) });
      },
      openOracle: () => (oracle ??= openOracle(this.clock)),
      openSubject: (cell) => openSubject(cell, this.clock),
      now: () => this.clock.now(),
    };
    for (const cell of cells) await (await suiteOf(cell)).prepare(cell, tools);
    await (await oracle)?.close();
    return { type: 'prepared' };
  }

  async #openCell(cell: Cell, roundMs?: number): Promise<Reply> {
    const suite = await suiteOf(cell);
    const backend = await backendOf(cell);
    const timer = new PartTimer(this.clock);
    const trial = await suite.open(cell, backend, timer);
    const parts = timer.take();
    const repeats = await warmUp(trial, this.clock, roundMs);
    // Compiling goes on at first use; what is loaded then (a streamed set, transfers) is loaded by every round.
    const compileMs = parts.compile + timer.take().compile;
    this.#open = { trial, timer, repeats, latencies: this.#latenciesOf(trial, roundMs) };
    const { engine, device, precision, threads } = trial.identity;
    const opened: OpenedCell = {
      engine,
      device,
      precision,
      threads,
      loadMs: parts.load + (parts.wait ?? 0),
      compileMs,
    };
    return { type: 'opened', opened, peakRssBytes: peakRssBytes() };
  }

  async #round(round: number): Promise<Reply> {
    if (this.#open === undefined) throw new Error('a round was asked of a cell that is not open');
    const { trial, timer, repeats, latencies } = this.#open;
    // Caches that a collection has emptied are filled again, where one run is so short that it would show.
    if (this.#garbage.collect() && repeats > 1) await trial.run();
    timer.take();
    const started = this.clock.now();
    let outcome = await trial.run();
    for (let i = 1; i < repeats; i++) outcome = await trial.run();
    const ms = (this.clock.now() - started) / repeats;
    const parts = dividedParts(timer.take(), repeats);
    const report = await outcome.check();
    const singles = await latencies();
    const sample: Sample = {
      round,
      ms,
      parts,
      check: report.check,
      quality: { ...report.quality, ...singles },
      ...(report.reason !== undefined && { checkReason: report.reason }),
      ...(report.neighbours !== undefined && { neighbours: report.neighbours }),
    };
    return { type: 'round', sample, peakRssBytes: peakRssBytes() };
  }

  /** Times single questions each time; once where rounds were asked to be so short that it would take most of the time. */
  #latenciesOf({ singles }: Trial, roundMs: number | undefined): Open['latencies'] {
    if (singles === undefined) return () => undefined;
    if (roundMs === undefined) return () => singleLatencies(singles, this.clock);
    let once: Promise<SingleLatencies> | undefined;
    return () => (once ??= singleLatencies(singles, this.clock));
  }
}

async function suiteOf(cell: Cell): Promise<Suite> {
  if (!isSuiteName(cell.suite)) throw new Error(`no suite is called ${cell.suite}`);
  return loadSuite(cell.suite);
}

async function backendOf({ subject }: Cell): Promise<Backend> {
  if (!isBackendName(subject)) throw new Error(`no backend is called ${subject}`);
  return loadBackend(subject);
}

async function openSubject(cell: Cell, clock: Clock): Promise<Engine> {
  const { threads, engine } = cell;
  const backend = await backendOf(cell);
  return backend.open({ threads, timeline: new PartTimer(clock), ...(engine !== undefined && { engine }) });
}

async function openOracle(clock: Clock): Promise<Engine> {
  const backend = await loadBackend('reference');
  return backend.open({ threads: 1, timeline: new PartTimer(clock) });
}

function peakRssBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
