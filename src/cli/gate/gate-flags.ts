import type { RuleFlags } from '../compare/judge-runs.js';
import type { OutputFlags } from './write-outputs.js';

/** Flags of `mls gate` as typed. */
export interface GateFlags extends RuleFlags, OutputFlags {
  readonly against?: string | undefined;
  readonly baseline?: string | undefined;
  readonly run?: string | undefined;
  readonly suite?: string | undefined;
  readonly quick: boolean;
  readonly rounds: string;
  readonly strict: boolean;
  readonly format: string;
  readonly ui: string;
  /** Folder that holds the runs. */
  readonly out: string;
  /** Folder that holds the baselines. */
  readonly baselines: string;
}
