/** Bernoulli numbers over 2k(2k - 1), of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const LEAST_FOR_STIRLING = 10;

/** log of the gamma function of x > 0, to about 1e-14 (Abramowitz and Stegun 1964, 6.1.15 and 6.1.40). */
export function logGamma(x: number): number {
  let shift = 0;
  while (x < LEAST_FOR_STIRLING) shift += Math.log(x++);
  let series = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series / (x * x) + STIRLING[k];
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series / x - shift;
}

/** log of the number of ways to choose k of n. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
