#include "certainty.h"

#include "shape.h"

#define UNIT_ROUNDOFF 0x1p-24

/**
 * Additions that an element passes through at most: in a tile those of one depth and one for each depth, in a stream
 * a quarter of the vector and the sum of the lanes. An inner product errs by that many units of |x| |y|
 * (Higham 2002, section 3.1).
 */
static double additions(size_t d) {
  double tile = (d < TILE_DEPTH ? (double)d : TILE_DEPTH) + (double)d / TILE_DEPTH + 1;
  double stream = (double)d / 4 + 8;
  return (tile > stream ? tile : stream) + 2;
}

double key_of_distance(enum metric metric, double distance, double query_norm) {
  switch (metric) {
    case METRIC_L2: return distance * distance - query_norm * query_norm;
    case METRIC_COSINE: return (distance - 1) * query_norm;
    default: return distance;
  }
}

double key_error(const struct block *block, double distance, double query_norm, double row_norm) {
  double sum = additions(block->d);
  double product = query_norm * row_norm;
  // What the float64 distance itself, and the key made of it, may err.
  double exact = ((double)block->d + 8) * 0x1p-51;
  double underflow = (double)block->d * 0x1p-146;
  double share = UNIT_ROUNDOFF * (1 + 0x1p-10);
  switch (block->metric) {
    case METRIC_L2: {
      double squares = query_norm * query_norm + row_norm * row_norm;
      return share * ((2 * sum + 6) * product + 4 * row_norm * row_norm) + exact * (squares + 2 * product) + underflow;
    }
    case METRIC_COSINE:
      return share * (sum + 4) * query_norm + exact * 2 * query_norm + underflow * 0x1p60;
    case METRIC_DOT:
      return share * (sum + 2) * product + exact * product + underflow;
    default:
      return (share * (sum + 3) + exact) * distance + underflow;
  }
}
