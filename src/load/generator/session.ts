import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runOpenLoop } from './open-loop.js';
import type { GeneratorJob, GeneratorProgress, GeneratorResult } from './protocol.js';
import { Sender } from './sender.js';

const PROGRESS_MS = 500;
const EXPIRY_MS = 10;
const LAG_RESOLUTION_MS = 10;

export interface Session {
  /** Ends the run with what there is. */
  stop(): void;
  readonly result: Promise<GeneratorResult>;
}

/** One run of one generator process, from the start of the plan to the last answer. */
export function startSession(job: GeneratorJob, onProgress: (progress: GeneratorProgress) => void): Session {
  const { request, pacing, warmupMs } = job;
  const originMs = job.startsAtEpochMs - performance.timeOrigin;
  const now = () => performance.now() - originMs;
  const cpuBefore = process.cpuUsage();
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  let isSending = true;
  let isOver = false;
  /** Of a closed loop, those whose next request leaves before this turn of the event loop ends. */
  let idleClients = 0;
  let finish: (result: GeneratorResult) => void = () => {};
  const result = new Promise<GeneratorResult>((resolve) => {
    finish = resolve;
  });

  const sender = new Sender({
    ...{ request, now, onEnd },
    expected: expectedOf(job),
    measuredFromMs: warmupMs,
  });
  const timers = [
    setInterval(() => onProgress(sender.progress()), PROGRESS_MS),
    setInterval(() => sender.expire(), EXPIRY_MS),
    setTimeout(() => lag.enable(), warmupMs - now()),
  ];
  const stopSending = pacing.kind === 'open' ? startOpen() : startClosed();

  function startOpen(): () => void {
    if (pacing.kind !== 'open') return () => {};
    return runOpenLoop({
      part: pacing.part,
      isIdle: () => sender.inFlight === 0,
      now,
      send: (index, intendedMs) => sender.send(index, intendedMs),
      onSent: () => {
        isSending = false;
        endWhenDone();
      },
    });
  }

  function startClosed(): () => void {
    if (pacing.kind !== 'closed') return () => {};
    const start = setTimeout(() => {
      for (let i = 0; i < pacing.clients; i++) sendNext();
    }, -now());
    const end = setTimeout(() => {
      isSending = false;
      endWhenDone();
    }, pacing.durationMs - now());
    return () => {
      clearTimeout(start);
      clearTimeout(end);
    };
  }

  function sendNext(): void {
    if (pacing.kind !== 'closed') return;
    sender.send(pacing.first + sender.log.length * pacing.stride, undefined);
  }

  function onEnd(): void {
    if (!isSending) endWhenDone();
    else if (pacing.kind === 'closed') {
      // After all that can be read was read: a server gets more done of requests that come together, and one failure after
      // another does not starve the sockets.
      if (idleClients++ === 0) setImmediate(sendForIdle);
    }
  }

  function sendForIdle(): void {
    const clients = idleClients;
    idleClients = 0;
    for (let i = 0; i < clients && isSending; i++) sendNext();
    if (!isSending) endWhenDone();
  }

  function endWhenDone(): void {
    if (isSending || sender.inFlight > 0 || isOver) return;
    isOver = true;
    // Node declares one type for all timers, and one function clears them.
    for (const timer of timers) clearTimeout(timer);
    lag.disable();
    onProgress(sender.progress());
    sender.close();
    const { user, system } = process.cpuUsage(cpuBefore);
    finish({
      samples: sender.log.taken(),
      failures: sender.failures,
      // What it records is the whole time between two looks.
      eventLoopLagP99Ms: Math.max(0, lag.percentile(99) / 1e6 - LAG_RESOLUTION_MS),
      cpuMs: (user + system) / 1000,
      connections: sender.connections,
    });
  }

  function stop(): void {
    if (isOver) return;
    stopSending();
    isSending = false;
    sender.abandon();
    endWhenDone();
  }

  return { stop, result };
}

function expectedOf({ pacing }: GeneratorJob): number {
  return pacing.kind === 'open' ? pacing.part.timesMs.length : 0;
}
