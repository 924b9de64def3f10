/*
 * The normal quantile by IEEE-exact operations only (+ - * / and square root). `Math.log` differs between engines in
 * its last bit, so the logarithm is made here.
 */

/**
 * ln f for f from 1 to 2: ln f = 2 artanh((f - 1) / (f + 1)) by the odd series. Above sqrt(2) it starts from f / 2, so
 * that ten terms reach the last bit of a double.
 */
export function naturalLog(f: number): number {
  const halved = f > Math.SQRT2;
  const g = halved ? f * 0.5 : f;
  const s = (g - 1) / (g + 1);
  const t = s * s;
  let series = 0;
  for (let odd = 19; odd >= 1; odd -= 2) series = series * t + 1 / odd;
  return 2 * s * series + (halved ? Math.LN2 : 0);
}

/**
 * The value a standard normal variable exceeds with probability p = f / 2^shift, for f from 1 to 2 and p from 2^-33
 * to 1/2. Wichura, Algorithm AS 241 (Applied Statistics 37, 1988), PPND16: relative error about 1e-16. Its third
 * range, below 1e-11, lies outside.
 */
export function upperNormalQuantile(f: number, shift: number): number {
  let p = f;
  for (let i = 0; i < shift; i++) p *= 0.5;
  const q = 0.5 - p;
  return q <= 0.425 ? central(q) : tail(Math.sqrt(shift * Math.LN2 - naturalLog(f)));
}

function central(q: number): number {
  const r = 0.180625 - q * q;
  const above = horner(
    r,
    [
      2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
      1971.5909503065513, 133.14166789178438, 3.3871328727963665,
    ],
  );
  const below = horner(
    r,
    [
      5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
      687.1870074920579, 42.31333070160091, 1,
    ],
  );
  return (q * above) / below;
}

function tail(rootOfNegativeLog: number): number {
  const r = rootOfNegativeLog - 1.6;
  const above = horner(
    r,
    [
      0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
      5.769497221460691, 4.630337846156546, 1.4234371107496835,
    ],
  );
  const below = horner(
    r,
    [
      1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
      0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
    ],
  );
  return above / below;
}

function horner(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i];
  return value;
}
