#ifndef MLS_METRIC_H
#define MLS_METRIC_H

/** Smaller is nearer for all of them; see src/backends/backend.ts. The numbers are those of the binding. */
enum metric { METRIC_L2 = 0, METRIC_COSINE = 1, METRIC_DOT = 2, METRIC_L1 = 3 };

#define METRIC_COUNT 4

#endif
