/**
 * The standard normal distribution function, to about 1e-15 (Hart 1968, algorithm 5666, as given by West 2005,
 * "Better approximations to cumulative normal functions").
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (Number.isNaN(z)) return Number.NaN;
  const upper = size > 37 ? 0 : Math.exp((-size * size) / 2) * tailShare(size);
  return z > 0 ? 1 - upper : upper;
}

const NUMERATOR = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const DENOMINATOR = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

function tailShare(size: number): number {
  if (size < 7.07106781186547) return polynomial(NUMERATOR, size) / polynomial(DENOMINATOR, size);
  const fraction = size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))));
  return 1 / (fraction * Math.sqrt(2 * Math.PI));
}

// Wichura's coefficients, highest power first: near the middle, in the tails and far out in them.
const CENTRE = {
  numerator: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  denominator: [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};
const TAIL = {
  numerator: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  denominator: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};
const FAR_TAIL = {
  numerator: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  denominator: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

/**
 * The z that a share p of the standard normal lies below, to about 1e-16 (Wichura 1988, AS 241, PPND16).
 * @param p within [0, 1], whose ends give -Infinity and Infinity
 */
export function normalQuantile(p: number): number {
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) return fromMiddle * rational(CENTRE, 0.180625 - fromMiddle * fromMiddle);
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  const size = r <= 5 ? rational(TAIL, r - 1.6) : rational(FAR_TAIL, r - 5);
  return fromMiddle < 0 ? -size : size;
}

function rational({ numerator, denominator }: typeof CENTRE, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x);
}

function polynomial(highestFirst: readonly number[], x: number): number {
  return highestFirst.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
