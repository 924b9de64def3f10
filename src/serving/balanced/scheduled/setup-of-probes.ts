import type { LiveSetup } from '../../../scheduling/live-setup.js';
import { tableProfile } from '../../../scheduling/profiles/table-profile.js';
import { sortedQuantile } from '../../../stats/quantile.js';
import { profileMs } from '../../models/emulated/latency-profile.js';
import type { EmulatedProfile } from '../../tier.js';
import type { ProbedBatch, ProbePlan } from './probe-workers.js';

export interface SetupQuestion {
  readonly policy: string;
  readonly model: string;
  readonly gpus: number;
  readonly sloMs: number;
  readonly mostWaiting: number;
  readonly maxBatch: number;
  /** How late timers are at worst, a policy's and an emulated model's: planned for, and not simulated. */
  readonly timerMs: number;
  /** Of the model `emulated`: what it takes is known, and only what comes on top of it is measured. */
  readonly emulated: EmulatedProfile | undefined;
}

/** Times that a real model is asked for each size. */
const ROUNDS = 3;
/** Small batches of an emulated model cost little time, and show the way to a worker as well. */
const SMALL = 8;
const LEAST_MS = 1e-3;

/** Batches that show what workers take: of an emulated model only what comes on top of its profile. */
export function probePlan({ maxBatch, emulated }: Pick<SetupQuestion, 'maxBatch' | 'emulated'>): ProbePlan {
  if (emulated === undefined) {
    const sizes = [...new Set([...[1, 2, 4, 8].filter((size) => size < maxBatch), maxBatch])];
    return { warmup: sizes, measured: repeated(sizes, ROUNDS) };
  }
  return {
    warmup: repeated([1], SMALL),
    measured: [...repeated([1], SMALL), ...repeated([maxBatch], ROUNDS)],
  };
}

function repeated(sizes: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => sizes).flat();
}

/** Makes of probes what a policy plans with, the longest seen, and what a simulation takes, the median. */
export function setupOfProbes(probes: readonly ProbedBatch[], question: SetupQuestion): LiveSetup {
  const { policy, model, gpus, sloMs, mostWaiting, timerMs, emulated } = question;
  const profiled =
    emulated === undefined ? measuredModel(probes, question) : emulatedModel(probes, question, emulated);
  const hops = hopsOf(probes);
  return {
    ...{ policy, model, gpus, sloMs, mostWaiting },
    planned: {
      latencyMs: profiled.longestMs,
      delays: {
        controlMs: hops.longestMs / 2 + timerMs,
        dataMsPerRequest: hops.perRequestMs,
        responseMs: hops.longestMs / 2,
      },
      timerMs,
    },
    measured: {
      latencyMs: profiled.usualMs,
      jitter: emulated?.jitter ?? 0,
      // What it takes to hear of a batch's end is as long as the way there.
      delays: {
        controlMs: hops.usualMs / 2,
        dataMsPerRequest: hops.perRequestMs,
        responseMs: hops.usualMs / 2,
      },
    },
  };
}

interface Profiled {
  readonly usualMs: number[];
  readonly longestMs: number[];
}

function measuredModel(probes: readonly ProbedBatch[], { maxBatch }: SetupQuestion): Profiled {
  const workedMs = ({ retrieveMs, generateMs }: ProbedBatch) => retrieveMs + generateMs;
  return {
    usualMs: tableOf(probes, maxBatch, workedMs, median),
    longestMs: tableOf(probes, maxBatch, workedMs, longest),
  };
}

function emulatedModel(
  probes: readonly ProbedBatch[],
  { maxBatch, gpus, timerMs }: SetupQuestion,
  emulated: EmulatedProfile,
): Profiled {
  // A search too quick for the clock would be none, which no profile has.
  const retrieveMs = (probe: ProbedBatch) => Math.max(probe.retrieveMs, LEAST_MS);
  const usualMs = tableOf(probes, maxBatch, retrieveMs, median);
  const longestMs = tableOf(probes, maxBatch, retrieveMs, longest);
  const modelMs = (batch: number) => profileMs(emulated, batch, gpus);
  return {
    usualMs: usualMs.map((ms, i) => ms + modelMs(i + 1)),
    longestMs: longestMs.map((ms, i) => ms + modelMs(i + 1) * (1 + emulated.jitter) + timerMs),
  };
}

/** A figure for every batch size, on straight lines between the sizes that were probed. */
function tableOf(
  probes: readonly ProbedBatch[],
  maxBatch: number,
  of: (probe: ProbedBatch) => number,
  summary: (values: readonly number[]) => number,
): number[] {
  const sizes = [...new Set(probes.map(({ batch }) => batch))];
  const { ms } = tableProfile(
    sizes.map((size) => ({ batch: size, ms: summary(probes.filter(({ batch }) => batch === size).map(of)) })),
  );
  return Array.from({ length: maxBatch }, (_, i) => ms(i + 1));
}

/** A batch's way there and back, and what each of its requests adds. */
function hopsOf(probes: readonly ProbedBatch[]) {
  const largest = Math.max(...probes.map(({ batch }) => batch));
  const hopMs = (size: number) =>
    median(probes.filter(({ batch }) => batch === size).map((probe) => probe.hopMs));
  const perRequestMs = largest > 1 ? Math.max(0, (hopMs(largest) - hopMs(1)) / (largest - 1)) : 0;
  const fixedMs = probes.map((probe) => Math.max(0, probe.hopMs - perRequestMs * probe.batch));
  return { usualMs: median(fixedMs), longestMs: longest(fixedMs), perRequestMs };
}

/** What other work of the host adds now and then is not what is usual. */
function median(values: readonly number[]): number {
  return sortedQuantile(Float64Array.from(values).sort(), 0.5);
}

function longest(values: readonly number[]): number {
  return Math.max(...values);
}
