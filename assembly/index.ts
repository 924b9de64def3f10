/**
 * Kernels over float32 rows that lie in a shared memory, row-major and without gaps. Whatever they keep lies where their
 * caller says, so that any number of threads can run them over one memory. Addresses and strides are bytes; numbers of
 * rows, queries and workers are counts.
 */
export { assignExactly, assignRows } from './assign';
export { boundRows } from './bounds';
export { multiplyAddAll, multiplyAddInt8All, readAll } from './ceilings';
export { scratchBytes } from './chunk';
export { writeDistances } from './distances';
export { measureRows } from './measure';
export { offerNearest } from './nearest';
export { packQueries, packedBytes } from './queries';
export { quantiseQuery, quantiseRows } from './quantise';
export { mergeExact, offerExactly } from './rescan';
export { rowDistances } from './row-distances';
export { settle } from './settle';
export { measureSurvivors } from './survivors';
