import type { TimingComparison } from '../../results/comparison/comparison.js';
import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { runText } from '../../results/comparison/judged-runs.js';
import { formatDuration, formatNumber, formatRatio, MISSING } from '../../results/display/quantity.js';
import type { JudgedCell } from './judged-cells.js';
import { percentText } from './why.js';

/** A figure of a cell, as a column of a table has it. */
export interface VerdictColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Columns of smaller rank are kept longer where a terminal is narrow; 0 is always kept. */
  readonly rank: number;
  text(cell: JudgedCell): string;
}

const timed = (text: (timing: TimingComparison) => string) => (cell: JudgedCell) =>
  cell.timing === null ? MISSING : text(cell.timing);

export const VERDICT_COLUMNS: readonly VerdictColumn[] = [
  { heading: 'subject', align: 'left', rank: 0, text: ({ subject }) => subject },
  { heading: 'question', align: 'left', rank: 0, text: ({ question }) => question },
  { heading: 'base', align: 'right', rank: 2, text: timed(({ medianMs }) => formatDuration(medianMs.base)) },
  { heading: 'head', align: 'right', rank: 2, text: timed(({ medianMs }) => formatDuration(medianMs.head)) },
  { heading: 'ratio', align: 'right', rank: 0, text: timed(({ ratio }) => ratioText(ratio)) },
  { heading: 'interval', align: 'right', rank: 1, text: timed(ratioInterval) },
  { heading: 'p (Holm)', align: 'right', rank: 4, text: timed(({ pHolm }) => probabilityText(pHolm)) },
  {
    heading: 'could see',
    align: 'right',
    rank: 1,
    text: timed(({ smallestEffect }) => (smallestEffect === null ? 'nothing' : percentText(smallestEffect))),
  },
  {
    heading: 'rounds',
    align: 'right',
    rank: 3,
    text: timed(({ rounds: { base, head } }) => (base === head ? String(base) : `${base} / ${head}`)),
  },
  { heading: 'verdict', align: 'left', rank: 0, text: ({ word }) => word },
];

/** What was compared by which rules, a line each. */
export function captionLines(judged: JudgedRuns): string[] {
  const { base, head, judgement, floor } = judged;
  const { threshold, alpha } = judgement.rules;
  const told =
    floor.kind === 'none'
      ? `no noise floor of this host is known: mls calibrate --suite ${judgement.suite}`
      : `noise floor ${percentText(floor.share)} (${floor.mode}, ${floor.trials} A/A trials at load ${floor.loadAverage.toFixed(1)})`;
  return [
    `base ${runText(base)} · head ${runText(head)}`,
    `threshold ${percentText(threshold)} · ${told} · alpha ${alpha}`,
    ...(floor.kind === 'calibrated' && floor.share > threshold ? [hiddenLine(floor.share)] : []),
  ];
}

function hiddenLine(share: number): string {
  return (
    `the noise floor is beyond the threshold: no difference below ${percentText(share)} is called one; if the host was ` +
    'busy when it was found, calibrate again'
  );
}

/** Head over base, with the digits that tell 2 % from 3 %. */
export function ratioText(ratio: number): string {
  return ratio >= 0.1 && ratio < 10 ? `${ratio.toFixed(3)}×` : formatRatio(ratio);
}

function ratioInterval({ ratioInterval: { low, high } }: TimingComparison): string {
  const side = (value: number) => ratioText(value).replace('×', '');
  return `[${side(low)}, ${side(high)}]`;
}

function probabilityText(p: number): string {
  return p < 0.0001 ? '< .0001' : formatNumber(p, 2);
}
