interface GivenFlags {
  readonly format: string;
  readonly out: string;
  readonly ui: string;
}

/** The flags of a suite, which are its grid, apart from those of the presentation and of every command. */
export function gridOf<F extends GivenFlags>(flags: F) {
  const { format, out, ui, ...others } = flags;
  const grid = Object.fromEntries(
    Object.entries(others).filter(
      (entry): entry is [string, string | boolean | string[]] =>
        entry[1] !== undefined && entry[0] !== 'json' && entry[0] !== 'no-color',
    ),
  );
  return { grid, presentation: { format, out, ui } };
}
