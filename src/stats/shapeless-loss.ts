/**
 * The least that k centroids can leave of the loss of one, when rows of dimension d are iid Gaussian and have no
 * clusters at all: by Shannon's rate-distortion function log2(k) bits lower the squared distance to no less than
 * k^(-2/d) of what it was. A curve that never falls below it shows no more than that a cloud was cut into pieces.
 */
export function shapelessSquaredShare(k: number, d: number): number {
  return k ** (-2 / d);
}

/** As `shapelessSquaredShare`, for the sum of distances: a mean distance is at most the root of the mean square. */
export function shapelessDistanceShare(k: number, d: number): number {
  return Math.sqrt(shapelessSquaredShare(k, d));
}

/**
 * As `shapelessSquaredShare`, for the sum of 1 - cos. Unit vectors whose mean has length r scatter by 1 - r^2 about it;
 * what k centroids leave of that, s, makes the mean cosine at most sqrt(1 - s).
 * @param meanLoss mean of 1 - cos for k = 1, which is 1 - r
 */
export function shapelessCosineShare(k: number, d: number, meanLoss: number): number {
  const scatter = (1 - (1 - meanLoss) ** 2) * shapelessSquaredShare(k, d);
  return (1 - Math.sqrt(Math.max(0, 1 - scatter))) / meanLoss;
}
