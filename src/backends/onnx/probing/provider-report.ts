/** What the probe process found out about a provider. */
export type ProviderReport =
  | { readonly state: 'works'; readonly device: string | undefined }
  | { readonly state: 'fails'; readonly message: string };
