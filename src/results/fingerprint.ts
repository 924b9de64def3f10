/** Which host, versions and code produced a row. Rows whose fingerprints differ are not compared unless asked. */
export interface Fingerprint {
  readonly host: {
    readonly name: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly os: string;
    readonly arch: string;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly code: {
    /** Version of the package. */
    readonly mls: string;
    /** Git commit with `-dirty` where the tree has changes, or null outside a checkout. */
    readonly commit: string | null;
  };
  /** One-minute load average when the run began: what else the host was doing. */
  readonly loadAverage: number;
}
