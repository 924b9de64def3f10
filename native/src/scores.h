#ifndef MLS_SCORES_H
#define MLS_SCORES_H

#include "arena.h"
#include "block.h"
#include "columns.h"
#include "kernels.h"
#include "shape.h"

/** One worker's memory for scores: those of a chunk of rows with a group of columns. */
struct scorer {
  const struct kernels *kernels;
  const struct block *block;
  const struct columns *columns;
  float *packed_rows;
  /** Panel after panel, each CHUNK_ROWS rows of `panel_columns`. */
  float *scores;
  int panels_of_group;
};

size_t scorer_bytes(const struct kernels *kernels, const struct columns *columns);

struct scorer scorer_create(const struct kernels *kernels, const struct block *block, const struct columns *columns,
                            struct arena *arena);

/** Scores of up to CHUNK_ROWS rows with a group of panels. Returns how many panels there were. */
int scorer_score(struct scorer *scorer, size_t first_row, int rows, int first_panel);

/** Floats from one panel's scores to the next one's. */
size_t scorer_panel_stride(const struct scorer *scorer);

/** Visits the pairs of rows `first .. end` with all columns whose key is below limits[column] (kernels.h: `select`). */
void scorer_select(struct scorer *scorer, size_t first, size_t end, const float *limits, visit_pair visit, void *context);

#endif
