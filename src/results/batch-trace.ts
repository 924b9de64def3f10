import { z } from 'zod';

const count = z.int().min(0);
const ms = z.number().min(0);

/** `[gpu, model, size, startMs, endMs, lost, arrived, good, late, dropped]`: short, since there are hundreds. */
const recordedBatch = z.tuple([count, count, count, ms, ms, z.boolean(), count, count, count, count]);

const document = z.strictObject({
  schemaVersion: z.literal(1),
  cellId: z.string(),
  /** Who scheduled what, in words. */
  label: z.string(),
  gpus: count,
  models: z.array(z.string()).min(1),
  fromMs: ms,
  /** Whether the run went on after the last of these batches. */
  isCut: z.boolean(),
  batches: z.array(recordedBatch),
});

/** What was counted since the start of the run. */
export interface RequestCounts {
  readonly arrived: number;
  readonly good: number;
  readonly late: number;
  readonly dropped: number;
}

/** Requests of one model that a GPU answered together. */
export interface TracedBatch {
  readonly gpu: number;
  readonly model: number;
  readonly size: number;
  /** Milliseconds from the start of the run. */
  readonly startMs: number;
  readonly endMs: number;
  /** It did not come to its end: its GPU failed, or was told to stop. */
  readonly isLost: boolean;
  /** When it ended. */
  readonly counts: RequestCounts;
}

/** The first batches that ended from `fromMs` on, in the order in which they ended: what a simulation can be drawn from. */
export interface BatchTrace {
  readonly cellId: string;
  readonly label: string;
  readonly gpus: number;
  readonly models: readonly string[];
  readonly fromMs: number;
  readonly isCut: boolean;
  readonly batches: readonly TracedBatch[];
}

/** Name of a cell's trace in the folder of its run. */
export function batchTraceFile(cellId: string): string {
  return `batches-${cellId}.json`;
}

export function batchTraceText({ batches, ...trace }: BatchTrace): string {
  const recorded = batches.map(({ gpu, model, size, startMs, endMs, isLost, counts }) => {
    const { arrived, good, late, dropped } = counts;
    return [
      gpu,
      model,
      size,
      toMicrosecond(startMs),
      toMicrosecond(endMs),
      isLost,
      arrived,
      good,
      late,
      dropped,
    ];
  });
  return `${JSON.stringify({ schemaVersion: 1, ...trace, batches: recorded })}\n`;
}

/** Undefined where the text is no trace. */
export function parseBatchTrace(text: string): BatchTrace | undefined {
  const read = document.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { schemaVersion: _, batches, ...trace } = read.data;
  return {
    ...trace,
    batches: batches.map(([gpu, model, size, startMs, endMs, isLost, arrived, good, late, dropped]) => {
      return { gpu, model, size, startMs, endMs, isLost, counts: { arrived, good, late, dropped } };
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
