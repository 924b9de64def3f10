import { LOAD_COLUMNS } from '../../load/columns.js';
import type { RunEvent } from '../../results/events.js';
import { openRunJournal, type RunJournal } from '../run-journal.js';

/** The journal of `mls load`. A search for the capacity does not know its cells beforehand: they are those that finish. */
export function openLoadJournal(
  runs: string,
  url: string,
  cells: readonly { readonly id: string; readonly label: string }[],
  request: unknown,
  onEvent: (event: RunEvent) => void,
): Promise<RunJournal> {
  return openRunJournal({
    ...{ runs, request, onEvent },
    suite: 'load',
    command: 'mls load',
    columns: LOAD_COLUMNS,
    cells: cells.map(({ id, label }) => ({
      ...{ id, label },
      suite: 'load',
      subject: url,
      group: url,
      parameters: {},
    })),
  });
}
