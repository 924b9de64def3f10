import { z } from 'zod';
import { PLOT_KINDS } from '../../report/plots/plot.js';
import { anyDocument } from '../../results/document.js';
import { OK_OUTCOME } from '../ok-outcome.js';

const column = z.strictObject({
  name: z.string(),
  role: z.enum(['parameter', 'metric', 'common']),
  unit: z.string(),
  better: z.enum(['lower', 'higher', 'none']),
  /** Names of the columns that hold this column's interval. */
  interval: z.tuple([z.string(), z.string()]).optional(),
  swept: z.literal(true).optional(),
  ofSubject: z.literal(true).optional(),
  usual: z.string().optional(),
  title: z.string(),
});

/** What `mls report --json` and `--format json` print: the run's document, and what its columns mean. */
export const reportDocument = anyDocument.loose().extend({ columns: z.array(column) });

/** What `mls plot --json` prints. */
export const plotDocument = z.strictObject({
  ...OK_OUTCOME,
  runId: z.string(),
  kind: z.enum(PLOT_KINDS),
  /** The file written; null where there is none. */
  out: z.string().nullable(),
  /** One of the two, as asked for. */
  svg: z.string().optional(),
  text: z.string().optional(),
});
