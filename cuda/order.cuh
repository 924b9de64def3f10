// Keys as unsigned integers of the same order, so that one comparison ranks by key and then by row.
#pragma once

typedef unsigned long long u64;

constexpr u64 LAST = ~0ull;
constexpr unsigned NO_ROW = ~0u;

/* NaN comes after everything. */
__device__ inline unsigned ordered(float key) {
  if (key != key) return ~0u;
  const unsigned bits = __float_as_uint(key);
  return bits >> 31 ? ~bits : bits | 0x80000000u;
}

__device__ inline u64 ordered(double key) {
  if (key != key) return ~0ull;
  const u64 bits = (u64)__double_as_longlong(key);
  return bits >> 63 ? ~bits : bits | 0x8000000000000000ull;
}

__device__ inline float key_of_order(unsigned order) {
  return __uint_as_float(order >> 31 ? order ^ 0x80000000u : ~order);
}

/* A key and its row in one number. */
__device__ inline u64 ranked(float key, unsigned row) { return (u64)ordered(key) << 32 | row; }
