#include "scores.h"

#include <string.h>

static int panels_of_group(const struct kernels *kernels, const struct columns *columns) {
  int most = GROUP_COLUMNS / kernels->panel_columns;
  return columns->panels < most ? columns->panels : most;
}

static size_t packed_bytes(void) { return (size_t)CHUNK_ROWS * TILE_DEPTH * sizeof(float); }

static size_t scores_bytes(const struct kernels *kernels, const struct columns *columns) {
  return (size_t)panels_of_group(kernels, columns) * CHUNK_ROWS * (size_t)kernels->panel_columns * sizeof(float);
}

size_t scorer_bytes(const struct kernels *kernels, const struct columns *columns) {
  return arena_size(packed_bytes()) + arena_size(scores_bytes(kernels, columns));
}

struct scorer scorer_create(const struct kernels *kernels, const struct block *block, const struct columns *columns,
                            struct arena *arena) {
  struct scorer scorer = {.kernels = kernels, .block = block, .columns = columns};
  scorer.packed_rows = arena_take(arena, packed_bytes());
  scorer.scores = arena_take(arena, scores_bytes(kernels, columns));
  scorer.panels_of_group = panels_of_group(kernels, columns);
  // A stream leaves the padding of its panel alone, and what is left there may not be NaN.
  if (columns->packed == NULL) memset(scorer.scores, 0, scores_bytes(kernels, columns));
  return scorer;
}

size_t scorer_panel_stride(const struct scorer *scorer) {
  return (size_t)CHUNK_ROWS * (size_t)scorer->kernels->panel_columns;
}

static void score_packed(struct scorer *scorer, const float *from, int rows, int first_panel, int panels) {
  const struct kernels *kernels = scorer->kernels;
  size_t d = scorer->columns->d;
  size_t lanes = (size_t)kernels->panel_columns;
  int is_l1 = scorer->block->metric == METRIC_L1;
  for (size_t k = 0; k < d; k += TILE_DEPTH) {
    int depth = d - k < TILE_DEPTH ? (int)(d - k) : TILE_DEPTH;
    kernels->pack_rows(from + k, d, rows, depth, scorer->packed_rows);
    for (int p = 0; p < panels; p++) {
      const float *panel = scorer->columns->packed + ((size_t)(first_panel + p) * d + k) * lanes;
      float *scores = scorer->scores + (size_t)p * scorer_panel_stride(scorer);
      (is_l1 ? kernels->l1_tiles : kernels->dot_tiles)(scorer->packed_rows, rows, panel, depth, scores, k > 0);
    }
  }
}

int scorer_score(struct scorer *scorer, size_t first_row, int rows, int first_panel) {
  const struct columns *columns = scorer->columns;
  const float *from = scorer->block->rows + first_row * columns->d;
  int left = columns->panels - first_panel;
  int panels = left < scorer->panels_of_group ? left : scorer->panels_of_group;
  if (columns->packed != NULL) {
    score_packed(scorer, from, rows, first_panel, panels);
  } else if (scorer->block->metric == METRIC_L1) {
    scorer->kernels->l1_stream(from, rows, columns->raw, columns->count, columns->d, scorer->scores);
  } else {
    scorer->kernels->dot_stream(from, rows, columns->raw, columns->count, columns->d, scorer->scores);
  }
  return panels;
}

void scorer_select(struct scorer *scorer, size_t first, size_t end, const float *limits, visit_pair visit, void *context) {
  const struct kernels *kernels = scorer->kernels;
  const struct block *block = scorer->block;
  for (; first < end; first += CHUNK_ROWS) {
    int rows = end - first < CHUNK_ROWS ? (int)(end - first) : CHUNK_ROWS;
    for (int panel = 0; panel < scorer->columns->panels;) {
      int panels = scorer_score(scorer, first, rows, panel);
      for (int p = 0; p < panels; p++, panel++) {
        int column = panel * kernels->panel_columns;
        kernels->select(scorer->scores + (size_t)p * scorer_panel_stride(scorer), rows, block->bias + first,
                        block->scale + first, limits + column, first, column, visit, context);
      }
    }
  }
}
