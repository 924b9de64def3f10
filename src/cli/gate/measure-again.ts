import { MlsError, UsageError } from '../../errors.js';
import { benchmark } from '../../harness/benchmark.js';
import { LocalRunner } from '../../harness/local-runner.js';
import { writeRunFiles } from '../../report/run-files.js';
import { ansiPaint, plainPaint } from '../../results/display/paint.js';
import { documentOf } from '../../results/document.js';
import type { OpenedRun } from '../../results/open-run.js';
import { openRun } from '../../results/open-run.js';
import { isSuiteName, loadSuite } from '../../suites/registry.js';
import type { ViewKind } from '../../ui/choose-view.js';
import { openView } from '../../ui/open-view.js';
import { planOfRequest } from '../bench/suite-plan.js';
import { pullDatasets } from '../pull-datasets.js';

export interface AgainOptions {
  readonly rounds: number;
  /** Folder that holds the runs. */
  readonly runs: string;
  readonly command: string;
  readonly view: ViewKind;
}

/**
 * Asks again, now and of this code, what an earlier run was asked.
 * @throws UsageError where that is not asked in rounds; MlsError when interrupted; DataError when results cannot be written
 */
export async function measureAgain(earlier: OpenedRun, options: AgainOptions): Promise<OpenedRun> {
  const { suite: name, request } = earlier.run.started;
  if (!isSuiteName(name)) {
    throw new UsageError(
      `expected --run with a baseline of ${name}, which is not measured in rounds: run it, then name it, such as --run latest`,
    );
  }
  const { rounds, runs, command } = options;
  const plan = await planOfRequest(name, request);
  await pullDatasets([...new Set(plan.request.datasets)], { json: options.view === 'none' });
  const view = await openView(options.view, {
    paint: process.env.FORCE_COLOR === '0' ? plainPaint : ansiPaint,
  });
  try {
    const { directory, verdict, run } = await benchmark({
      suite: await loadSuite(name),
      cells: plan.cells,
      request: plan.request,
      rule: { kind: 'rounds', rounds },
      runner: new LocalRunner(plan.request.timeoutMs),
      command,
      target: { kind: 'new', runs },
      onEvent: (event) => view.handle(event),
    });
    await writeRunFiles(directory, run.started.columns, documentOf(run, verdict));
    if (verdict.partial || verdict.verdict === 'interrupted') {
      throw new MlsError(
        `interrupted; what was measured is in ${directory}`,
        'interrupted',
        verdict.exitCode,
      );
    }
    return await openRun(directory);
  } finally {
    await view.finish();
  }
}
