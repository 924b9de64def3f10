import { formatCount, formatNumber } from '../../results/display/quantity.js';
import type { Moment, Running } from './moment.js';
import type { Playback } from './playback.js';

const LEAST_BAR = 4;
const MOST_BAR = 40;

/** `symphony 4000/s  1,023.4 ms  0.05× of real time  2 of 5`. */
export function headerText({ traces, at, atMs, speed, isPaused }: Playback): string {
  const label = traces[at]?.label ?? '';
  const time = atMs.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const many = traces.length > 1 ? [`${at + 1} of ${traces.length}`] : [];
  return [label, `${time} ms`, isPaused ? 'paused' : `${speedText(speed)} of real time`, ...many].join('  ');
}

function speedText(speed: number): string {
  return `${speed >= 1 ? formatNumber(speed) : String(Number(speed.toPrecision(2)))}×`;
}

/** `waiting 12  good 3,998  late 3  dropped 20`: since the start of the run, the warm-up with them. */
export function countsText({ waiting, counts: { good, late, dropped } }: Moment): string {
  const figures: [string, number][] = [
    ['waiting', waiting],
    ['good', good],
    ['late', late],
    ['dropped', dropped],
  ];
  return figures.map(([name, count]) => `${name} ${formatCount(count)}`).join('  ');
}

export interface GpuText {
  readonly name: string;
  readonly bar: string;
  readonly work: string;
}

/** A GPU's line in three pieces: `GPU 3`, a bar of what is done of its batch, and the batch. */
export function gpuText(
  gpu: number,
  running: Running | null,
  {
    gpus,
    models,
    width,
  }: { readonly gpus: number; readonly models: readonly string[]; readonly width: number },
): GpuText {
  const name = `GPU ${gpu}`.padEnd(`GPU ${gpus - 1}`.length);
  const longest = Math.max(...models.map((model) => model.length));
  const room = Math.min(MOST_BAR, Math.max(LEAST_BAR, width - name.length - longest - '  64 × '.length));
  if (running === null) return { name, bar: ' '.repeat(room), work: 'idle' };
  const { batch, share } = running;
  const done = Math.floor(share * room);
  const work = `${batch.size} × ${models[batch.model] ?? ''}${batch.isLost ? ' (will be lost)' : ''}`;
  return { name, bar: '█'.repeat(done) + '░'.repeat(room - done), work };
}
