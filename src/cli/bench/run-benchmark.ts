import { type BenchmarkResult, benchmark, type Target } from '../../harness/benchmark.js';
import { LocalRunner } from '../../harness/local-runner.js';
import { parseChoice } from '../../parse/choices.js';
import type { Ceiling } from '../../results/ceilings.js';
import type { BenchmarkRequest } from '../../suites/benchmark-request.js';
import { loadSuite, type SuiteName } from '../../suites/registry.js';
import type { Cell, Suite } from '../../suites/suite.js';
import { UI_CHOICES } from '../../ui/choose-view.js';
import { hostCeilings } from '../host-ceilings.js';
import { FORMATS, type Presentation, presentRun, type RunOutcome } from '../present-run.js';
import { pullDatasets } from '../pull-datasets.js';
import { resumeCommand } from './target.js';

export interface BenchmarkRun {
  readonly suite: SuiteName;
  readonly cells: readonly Cell[];
  readonly request: Pick<BenchmarkRequest, 'datasets' | 'rule' | 'timeoutMs'>;
  readonly target: Target;
  readonly flags: PresentationFlags & { readonly out: string };
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string | undefined;
  readonly below?: Presentation['below'];
}

export interface PresentationFlags {
  readonly format: string;
  readonly ui: string;
}

/**
 * Says what is wrong with flags that are used last, before anything is fetched or probed.
 * @throws UsageError
 */
export function checkPresentation({ format, ui }: PresentationFlags): void {
  parseChoice('--format', format, FORMATS);
  parseChoice('--ui', ui, UI_CHOICES);
}

/** Fetches what a plan needs, runs it and shows how it goes. */
export async function runBenchmark(
  run: BenchmarkRun,
): Promise<{ readonly outcome: RunOutcome; readonly result: BenchmarkResult }> {
  const { cells, request, target, flags, json, below } = run;
  await pullDatasets([...new Set(request.datasets)], { json });
  const suite = await loadSuite(run.suite);
  const ceilings = await ceilingsFor(run, suite);
  let result: BenchmarkResult | undefined;
  const { ui, format } = flags;
  const outcome = await presentRun({ ui, format, json, ...(below && { below }) }, async (onEvent) => {
    result = await benchmark({
      suite,
      cells,
      request,
      target,
      onEvent,
      ceilings,
      rule: request.rule,
      runner: new LocalRunner(request.timeoutMs),
      command: resumeCommand(run.suite, flags.out, run.command),
    });
    return result;
  });
  if (result === undefined) throw new Error('a run ended without a result');
  return { outcome, result };
}

/** What rows of a new run are a share of; a resumed run has its own in its journal. */
async function ceilingsFor(
  { cells, target, flags, json }: BenchmarkRun,
  { columns }: Suite,
): Promise<readonly Ceiling[]> {
  const isCompared = columns.some(({ name }) => name === 'ceilingPercent');
  if (target.kind === 'resumed' || !isCompared || cells.every(({ subject }) => subject === 'null')) return [];
  const threads = [...new Set([1, ...cells.map((cell) => cell.threads)])];
  return hostCeilings(threads, { json: json || flags.ui === 'none' });
}
