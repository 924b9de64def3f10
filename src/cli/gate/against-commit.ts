import type { Interrupt } from '../../harness/interrupt.js';
import type { SidedResults } from '../../harness/side-by-side/side-by-side.js';
import { writeRunFiles } from '../../report/run-files.js';
import { documentOf } from '../../results/document.js';
import type { ViewKind } from '../../ui/choose-view.js';
import type { SuitePlan } from '../bench/suite-plan.js';
import { pullDatasets } from '../pull-datasets.js';
import { checkOutBase, HEAD_ROOT } from './base-checkout.js';
import { buildCheckout } from './build-checkout.js';
import { measureSides } from './measure-sides.js';

export interface AgainstCommit {
  /** What the base is of, such as `HEAD~1`. */
  readonly ref: string;
  /** Made once the head is built: by its code. */
  plan(): Promise<SuitePlan>;
  readonly rounds: number;
  readonly runs: string;
  readonly command: string;
  readonly view: ViewKind;
  readonly interrupt: Interrupt;
}

/**
 * Builds the head where it stands and the base in a worktree, and measures both in turns. The worktree is gone when this
 * returns, however it does.
 * @throws UsageError; DataError when either cannot be built or results cannot be written
 */
export async function measureAgainst(options: AgainstCommit): Promise<SidedResults> {
  const { ref, interrupt, rounds, runs, command, view } = options;
  const { signal } = interrupt;
  const tell = (line: string) => {
    if (view !== 'none') process.stderr.write(`${line}\n`);
  };
  const base = await checkOutBase(ref, { signal, tell });
  try {
    // What was changed since the last build would otherwise not be what is measured.
    await buildCheckout(HEAD_ROOT, 'this checkout', signal);
    const plan = await options.plan();
    await pullDatasets([...new Set(plan.request.datasets)], { json: view === 'none' });
    tell(`measuring ${ref} and this checkout in turns, ${rounds} rounds each`);
    const sides = await measureSides({
      ...{ plan, rounds, base, runs, command, view, interrupt },
      processes: 'one-a-round',
    });
    for (const { directory, run, verdict } of [sides.base, sides.head]) {
      await writeRunFiles(directory, run.started.columns, documentOf(run, verdict));
    }
    return sides;
  } finally {
    await base.remove();
  }
}
