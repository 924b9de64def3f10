/** Which queries probe each list: those of list l are `queries[starts[l] .. starts[l + 1])`, ascending. */
export interface QueriesByList {
  readonly starts: Int32Array;
  readonly queries: Int32Array;
}

/**
 * Turns the lists of each query into the queries of each list, by counting.
 * @param probes row-major `queries * nprobe` numbers of lists
 */
export function groupQueries(probes: Int32Array, nprobe: number, nlist: number): QueriesByList {
  const starts = new Int32Array(nlist + 1);
  for (let i = 0; i < probes.length; i++) starts[probes[i] + 1]++;
  for (let list = 0; list < nlist; list++) starts[list + 1] += starts[list];
  const next = starts.slice(0, nlist);
  const queries = new Int32Array(probes.length);
  for (let i = 0; i < probes.length; i++) queries[next[probes[i]]++] = Math.floor(i / nprobe);
  return { starts, queries };
}

/** Copies the rows of some queries together. */
export function gatherQueries(data: Float32Array, d: number, queries: Int32Array, into: Float32Array): void {
  for (let i = 0; i < queries.length; i++) {
    const from = queries[i] * d;
    const to = i * d;
    for (let j = 0; j < d; j++) into[to + j] = data[from + j];
  }
}
