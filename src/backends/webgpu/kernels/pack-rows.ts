/** Rows of `d` floats into rows of `stride`, at least `d`, filled up with zeros. */
export function packRows(data: Float32Array, n: number, d: number, stride: number, into: Float32Array): void {
  if (stride === d) {
    into.set(data.subarray(0, n * d));
    return;
  }
  for (let row = 0; row < n; row++) {
    const to = row * stride;
    for (let j = 0; j < d; j++) into[to + j] = data[row * d + j];
    for (let j = d; j < stride; j++) into[to + j] = 0;
  }
}
