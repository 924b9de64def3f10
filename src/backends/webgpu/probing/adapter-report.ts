/** What the probe process found out about the adapter of an engine. */
export type AdapterReport =
  | { readonly state: 'available'; readonly device: string }
  /** No adapter of the engine's kind; the one of another kind that is there, if any. */
  | { readonly state: 'no-adapter'; readonly instead?: string | undefined }
  | { readonly state: 'failed'; readonly message: string };
