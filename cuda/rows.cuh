// What is made of rows when they arrive.
#pragma once
#include "pair-sums.cuh"

/* Spreads rows of `d` floats `stride` apart, with zeros between: float4 loads want multiples of 16 bytes. */
extern "C" __global__ void __launch_bounds__(256)
    pad_rows(const float *__restrict__ packed, float *__restrict__ rows, int n, int d, int stride) {
  const size_t total = (size_t)n * stride;
  const size_t step = (size_t)gridDim.x * blockDim.x;
  for (size_t at = (size_t)blockIdx.x * blockDim.x + threadIdx.x; at < total; at += step) {
    const size_t row = at / stride;
    const int column = (int)(at % stride);
    rows[at] = column < d ? packed[row * d + column] : 0.0f;
  }
}

/*
 * The terms of rows begin .. end by `metric`, from norms summed in float64. `extremes` holds the bits of the longest
 * and of the shortest norm above zero: floats that are not negative are ordered as their bits are. `terms` is null
 * where only they are wanted. A warp takes a row.
 */
extern "C" __global__ void __launch_bounds__(256)
    row_terms(const float *__restrict__ rows, int begin, int end, int stride, int metric, float *__restrict__ terms,
              unsigned *__restrict__ extremes) {
  const int lane = threadIdx.x & 31;
  const size_t row = begin + ((size_t)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  const bool inside = row < (size_t)end;
  double squares = 0;
  for (int c = lane * 4; inside && c < stride; c += 128) {
    const float4 y = load4(rows + row * stride + c);
    squares += (double)y.x * y.x + (double)y.y * y.y + (double)y.z * y.z + (double)y.w * y.w;
  }
  squares = group_sum(squares, 32);
  if (lane != 0 || !inside) return;
  const double norm = sqrt(squares);
  if (terms != nullptr) terms[row] = metric == L2 ? (float)squares : norm > 0 ? (float)(1 / norm) : 0.0f;
  const unsigned bits = __float_as_uint((float)norm);
  atomicMax(&extremes[0], bits);
  if (bits != 0) atomicMin(&extremes[1], bits);
}
