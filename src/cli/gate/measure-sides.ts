import { fingerprint } from '../../harness/fingerprint.js';
import type { Interrupt } from '../../harness/interrupt.js';
import { LocalRunner } from '../../harness/local-runner.js';
import { type SidedResults, sideBySide } from '../../harness/side-by-side/side-by-side.js';
import { ansiPaint, plainPaint } from '../../results/display/paint.js';
import type { OpenedRun } from '../../results/open-run.js';
import { loadSuite } from '../../suites/registry.js';
import type { ViewKind } from '../../ui/choose-view.js';
import { openView } from '../../ui/open-view.js';
import type { SuitePlan } from '../bench/suite-plan.js';

/** Whose code a base measures: that of another checkout, or the head's own. */
export interface BaseCode {
  /** With a slash at its end. */
  readonly root: string;
  /** What a cell's child process runs. */
  readonly entry: URL;
}

export interface SidesRequest {
  readonly plan: SuitePlan;
  /** Of each cell on each side. */
  readonly rounds: number;
  readonly processes: 'one-a-cell' | 'one-a-round';
  /** Absent: the head is measured beside itself. */
  readonly base?: BaseCode;
  /** Folder that holds the runs. */
  readonly runs: string;
  /** What to type for the same. */
  readonly command: string;
  readonly view: ViewKind;
  readonly interrupt: Interrupt;
}

/** Measures a plan with two codes in turns and shows how it goes. @throws DataError when results cannot be written */
export async function measureSides(request: SidesRequest): Promise<SidedResults> {
  const { plan, base, rounds, processes, runs, command, interrupt } = request;
  const { timeoutMs } = plan.request;
  const head = await fingerprint();
  const view = await openView(request.view, {
    paint: process.env.FORCE_COLOR === '0' ? plainPaint : ansiPaint,
  });
  try {
    return await sideBySide({
      suite: await loadSuite(plan.suite),
      // What does nothing is not judged.
      cells: plan.cells.filter(({ subject }) => subject !== 'null'),
      request: plan.request,
      ...{ rounds, processes },
      runners: {
        base: new LocalRunner(timeoutMs, base?.entry),
        head: new LocalRunner(timeoutMs),
      },
      fingerprints: { base: base === undefined ? head : await fingerprint(base.root), head },
      runs,
      command,
      interrupt,
      onEvent: (event) => view.handle(event),
    });
  } finally {
    await view.finish();
  }
}

/** A run that has just been measured, as one that was read. */
export function openedSide({ run, directory }: SidedResults['base']): OpenedRun {
  return { directory, run, journal: { started: run.started, events: [run.started] } };
}
