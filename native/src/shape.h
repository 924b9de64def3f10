#ifndef MLS_SHAPE_H
#define MLS_SHAPE_H

/** Rows scored at once: a multiple of every tile's rows, so small that their scores stay in the second-level cache. */
#define CHUNK_ROWS 96

/** Columns (queries or centroids) scored at once. */
#define GROUP_COLUMNS 256

/** Elements of a vector that a tile sums before it adds them to what was there. */
#define TILE_DEPTH 256

/** Lanes of the widest panel; arrays over columns are padded to a multiple of it. */
#define MOST_PANEL_COLUMNS 32

#endif
