import type { GeneratorProgress } from '../../load/generator/protocol.js';
import { formatCount, formatDuration, formatElapsed, formatNumber } from '../../results/display/quantity.js';
import type { ViewKind } from '../../ui/choose-view.js';
import type { LoadPoint } from './points.js';

const PLAIN_MS = 5000;

export interface LoadProgress {
  begin(point: LoadPoint): void;
  update(progress: GeneratorProgress): void;
  /** Leaves what `text` says where the progress stood. */
  end(text: string): void;
}

interface Screen {
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** How a load goes: one line drawn over on a terminal, one every five seconds elsewhere. The generators draw nothing. */
export function loadProgress(kind: ViewKind, screen: Screen = process.stderr): LoadProgress {
  if (kind === 'none') return { begin() {}, update() {}, end() {} };
  let label = '';
  let lengthMs = 0;
  let before: GeneratorProgress | undefined;
  let printedMs = 0;
  const clear = () => kind === 'live' && screen.write('\r\u001b[K');
  return {
    begin(point) {
      label = labelOf(point);
      lengthMs = lengthOf(point);
      before = undefined;
      printedMs = 0;
    },
    update(progress) {
      if (kind === 'plain' && progress.atMs - printedMs < PLAIN_MS) return;
      const line = progressText(label, lengthMs, progress, before);
      if (kind === 'live') screen.write(`\r\u001b[K${line.slice(0, (screen.columns ?? 80) - 1)}`);
      else screen.write(`${line}\n`);
      before = progress;
      printedMs = progress.atMs;
    },
    end(text) {
      clear();
      screen.write(`${text}\n`);
    },
  };
}

export function labelOf({ rate, concurrency, id }: LoadPoint): string {
  if (concurrency !== null) return `${formatCount(concurrency)} clients`;
  return rate === null ? id : `${rate}/s`;
}

function lengthOf({ pacing }: LoadPoint): number {
  const { warmupMs, measuredMs } = pacing.kind === 'open' ? pacing.plan : pacing;
  return warmupMs + measuredMs;
}

/** `200/s 12s of 1m 05s · answered 199/s · in flight 14 · p50 12.3 ms · p99 40.1 ms · refused 0 · failed 0`. */
export function progressText(
  label: string,
  lengthMs: number,
  now: GeneratorProgress,
  before: GeneratorProgress | undefined,
): string {
  const seconds = (now.atMs - (before?.atMs ?? 0)) / 1000;
  const answered = seconds > 0 ? (now.ok - (before?.ok ?? 0)) / seconds : 0;
  return [
    `${label} ${formatElapsed(now.atMs / 1000)} of ${formatElapsed(lengthMs / 1000)}`,
    `answered ${formatNumber(answered)}/s`,
    `in flight ${formatCount(now.inFlight)}`,
    `p50 ${formatDuration(now.p50Ms, 3)}`,
    `p99 ${formatDuration(now.p99Ms, 3)}`,
    `refused ${formatCount(now.refused)}`,
    `failed ${formatCount(now.failed)}`,
  ].join(' · ');
}
