// The smallest of many keys by (key, row), part by part: a radix select, one byte after the other from the most
// significant on (Alabi et al. 2012, "Fast k-selection algorithms for graphics processing units").
#pragma once
#include "order.cuh"
#include "tile.cuh"

struct Entry {
  u64 key;
  unsigned row;
};

/* The byte that decides in a pass: those of the key, then those of the row. */
template <int KEY_BYTES>
__device__ inline unsigned digit_of(const Entry &entry, int pass) {
  if (pass < KEY_BYTES) return (unsigned)(entry.key >> 8 * (KEY_BYTES - 1 - pass)) & 255;
  return entry.row >> 8 * (KEY_BYTES + 3 - pass) & 255;
}

/* Whether the bytes before `pass` are those of `limit`. */
template <int KEY_BYTES>
__device__ inline bool agrees(const Entry &entry, const Entry &limit, int pass) {
  if (pass == 0) return true;
  if (pass <= KEY_BYTES) return entry.key >> 8 * (KEY_BYTES - pass) == limit.key >> 8 * (KEY_BYTES - pass);
  if (entry.key != limit.key) return false;
  return pass == KEY_BYTES + 4 || entry.row >> 8 * (KEY_BYTES + 4 - pass) == limit.row >> 8 * (KEY_BYTES + 4 - pass);
}

/* Puts `digit` at the byte of `pass`; what comes after is all ones. */
template <int KEY_BYTES>
__device__ inline void narrow(Entry &limit, int pass, unsigned digit) {
  if (pass < KEY_BYTES) {
    const int shift = 8 * (KEY_BYTES - 1 - pass);
    limit.key = (limit.key & ~(255ull << shift)) | (u64)digit << shift;
  } else {
    const int shift = 8 * (KEY_BYTES + 3 - pass);
    limit.row = (limit.row & ~(255u << shift)) | digit << shift;
  }
}

template <typename Key>
struct SelectRequest {
  const Key *keys;
  const unsigned *ids;
  size_t length;
  int width;
  Key *outKeys;
  unsigned *outIds;
};

template <typename Key>
__device__ inline Entry entry_at(const SelectRequest<Key> &request, size_t line, size_t at) {
  const size_t place = line + at;
  return {(u64)ordered(request.keys[place]), request.ids == nullptr ? (unsigned)at : request.ids[place]};
}

/*
 * Block (x, y) takes part x of the `length` keys of query y and writes the `width` smallest, in any order, to its place
 * in `gridDim.y * gridDim.x * width`; where the part has fewer, NO_ROW fills up. Rows are places where `ids` is null.
 */
template <typename Key>
__device__ inline void select_smallest(const SelectRequest<Key> &request) {
  constexpr int KEY_BYTES = sizeof(Key);
  __shared__ int counts[256];
  __shared__ int chosen, before, taken;
  const size_t line = (size_t)blockIdx.y * request.length;
  const size_t begin = request.length * blockIdx.x / gridDim.x;
  const size_t end = request.length * (blockIdx.x + 1) / gridDim.x;
  const size_t out = ((size_t)blockIdx.y * gridDim.x + blockIdx.x) * request.width;
  Entry limit = {sizeof(Key) == 4 ? 0xffffffffull : LAST, NO_ROW};

  if (end - begin > (size_t)request.width) {
    int wanted = request.width;
#pragma unroll 1
    for (int pass = 0; pass < KEY_BYTES + 4; pass++) {
      counts[threadIdx.x] = 0;
      __syncthreads();
      for (size_t at = begin + threadIdx.x; at < end; at += THREADS) {
        const Entry entry = entry_at(request, line, at);
        if (agrees<KEY_BYTES>(entry, limit, pass)) atomicAdd(&counts[digit_of<KEY_BYTES>(entry, pass)], 1);
      }
      __syncthreads();
      const int own = counts[threadIdx.x];
      // Sums of all digits up to each.
      for (unsigned offset = 1; offset < 256; offset *= 2) {
        const int lower = threadIdx.x >= offset ? counts[threadIdx.x - offset] : 0;
        __syncthreads();
        counts[threadIdx.x] += lower;
        __syncthreads();
      }
      const int upTo = counts[threadIdx.x];
      if (upTo >= wanted && upTo - own < wanted) {
        chosen = threadIdx.x;
        before = upTo - own;
        taken = upTo;
      }
      __syncthreads();
      narrow<KEY_BYTES>(limit, pass, chosen);
      const bool settled = taken == wanted;
      wanted -= before;
      __syncthreads();
      if (settled) break;
    }
  }

  if (threadIdx.x == 0) taken = 0;
  __syncthreads();
  for (size_t at = begin + threadIdx.x; at < end; at += THREADS) {
    const Entry entry = entry_at(request, line, at);
    if (entry.key > limit.key || (entry.key == limit.key && entry.row > limit.row)) continue;
    const int place = atomicAdd(&taken, 1);
    // Only fillers can be equal, and only their surplus is left out.
    if (place >= request.width) continue;
    request.outKeys[out + place] = request.keys[line + at];
    request.outIds[out + place] = entry.row;
  }
  __syncthreads();
  for (int i = taken + threadIdx.x; i < request.width; i += THREADS) {
    request.outKeys[out + i] = (Key)__uint_as_float(0x7fffffffu);
    request.outIds[out + i] = NO_ROW;
  }
}

extern "C" __global__ void __launch_bounds__(THREADS)
    select_f32(const float *__restrict__ keys, const unsigned *__restrict__ ids, long long length, int width,
               float *__restrict__ outKeys, unsigned *__restrict__ outIds) {
  select_smallest<float>({keys, ids, (size_t)length, width, outKeys, outIds});
}

extern "C" __global__ void __launch_bounds__(THREADS)
    select_f64(const double *__restrict__ keys, const unsigned *__restrict__ ids, long long length, int width,
               double *__restrict__ outKeys, unsigned *__restrict__ outIds) {
  select_smallest<double>({keys, ids, (size_t)length, width, outKeys, outIds});
}
