/** The engine asked for cannot run here; `remedy` says what would make it. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor(
    readonly subject: string,
    readonly reason: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${subject} is unavailable: ${reason}. ${remedy}`, options);
  }
}

/** Vectors hold a NaN or an infinity, for which no order of neighbours is defined. */
export class NonFiniteError extends Error {
  override readonly name = 'NonFiniteError';
  constructor(
    readonly row: number,
    readonly column: number,
    readonly value: number,
  ) {
    super(`expected finite vectors, got ${value} at row ${row}, column ${column}`);
  }
}

/** Two shapes that must agree do not. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}
