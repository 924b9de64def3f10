import type { Interval } from '../../stats/bootstrap.js';
import type { ColumnDeclaration } from '../columns.js';
import type { Fingerprint } from '../fingerprint.js';
import type { Check, Status } from '../status.js';
import type { HostDifference } from './host-differences.js';
import type { ComparisonRules } from './rules.js';

/** A cell as one of the two runs measured it. */
export interface CellSide {
  readonly status: Status;
  readonly check: Check;
  /** What each round took, in the order measured: one median a round, never the iterations of it. */
  readonly roundsMs: readonly number[];
  /** The quality metrics of each round, as samples have them, such as `recall`; what has no direction is ignored. */
  readonly quality: Readonly<Record<string, readonly number[]>>;
}

/** A cell of either run; a side is absent where that run did not have the cell. */
export interface ComparedCell {
  readonly id: string;
  readonly base?: CellSide;
  readonly head?: CellSide;
  /** Its figures are computed, in virtual time or by arithmetic: without chance, and the same on every host. */
  readonly isComputed?: boolean;
}

/** Cells that answer one question and trade speed for quality, whose fronts are compared. */
export interface ComparedFront {
  /** The question in words. */
  readonly question: string;
  readonly cellIds: readonly string[];
  /** The quality metric they trade speed for, of which more is better. */
  readonly quality: string;
}

/** The highest rate at which a tier held its SLO, and the lowest at which it missed it. */
export interface CapacitySide {
  readonly holdsRps: number | null;
  /** Null where no rate that was sent missed it: the capacity is at least `holdsRps`. */
  readonly missesRps: number | null;
}

export interface ComparedCapacity {
  /** Who was sent load, in words. */
  readonly subject: string;
  readonly base: CapacitySide;
  readonly head: CapacitySide;
}

/** One suite of two runs. */
export interface ComparisonRequest {
  readonly suite: string;
  readonly columns: readonly ColumnDeclaration[];
  /** Where each run ran; more than one where it was resumed. */
  readonly baseHosts: readonly Fingerprint[];
  readonly headHosts: readonly Fingerprint[];
  /** The least difference that the clock tells, in milliseconds. */
  readonly clockGrainMs: number;
  readonly cells: readonly ComparedCell[];
  readonly fronts?: readonly ComparedFront[];
  readonly capacities?: readonly ComparedCapacity[];
  readonly rules: ComparisonRules;
}

/** Times of both sides held against each other. Ratios are head over base: above 1 is slower. */
export interface TimingComparison {
  readonly rounds: { readonly base: number; readonly head: number };
  readonly medianMs: { readonly base: number; readonly head: number };
  /** Of the medians. */
  readonly ratio: number;
  /** The bootstrap's (BCa), covering with probability 1 - alpha. */
  readonly ratioInterval: Interval;
  /** Two-sided, of Mann-Whitney. */
  readonly p: number;
  /** After Holm over the suite. */
  readonly pHolm: number;
  /** How much longer a round of the head takes than one of the base (Hodges and Lehmann), in milliseconds. */
  readonly hodgesLehmannMs: { readonly shift: number; readonly interval: Interval };
  /**
   * The smallest slowdown that would have been told from chance four times of five, as a share and no less than the
   * floor; null where so few rounds cannot show any among so many cells.
   */
  readonly smallestEffect: number | null;
  /** The larger of threshold and floor: what the interval must lie beyond. */
  readonly limit: number;
  /** Rounds far from their median; they are counted here and kept. */
  readonly outliers: { readonly base: number; readonly head: number };
}

/** One metric of both sides held against each other. */
export interface QualityChange {
  readonly metric: string;
  readonly base: number;
  readonly head: number;
  /** After Holm over the suite's metrics; 0 where neither side varies, and a difference is certain. */
  readonly pHolm: number;
  readonly direction: 'better' | 'worse';
}

export type Side = 'base' | 'head';

/** Why a cell is called worse. */
export type RegressionReason =
  | { readonly kind: 'slower' }
  | { readonly kind: 'quality'; readonly change: QualityChange }
  /** The base answered right, and the head did not, or not at all. */
  | { readonly kind: 'wrong-answer' }
  | { readonly kind: 'no-answer'; readonly status: Status };

export type ImprovementReason =
  | { readonly kind: 'faster' }
  | { readonly kind: 'quality'; readonly change: QualityChange }
  | { readonly kind: 'right-answer' };

export type SameReason =
  | { readonly kind: 'no-difference' }
  /** There is a difference, and it is not beyond the limit for certain. */
  | { readonly kind: 'within-limit' };

export type InconclusiveReason =
  /** A slowdown of the threshold could have gone unnoticed. */
  | { readonly kind: 'too-noisy'; readonly smallestEffect: number; readonly threshold: number }
  /** So many cells are judged together that no difference at all could have been told from chance. */
  | { readonly kind: 'too-few-rounds-for-suite'; readonly rounds: number; readonly needed: number }
  /** Faster, and of less quality: a trade that only the front can judge. */
  | { readonly kind: 'traded'; readonly change: QualityChange };

/** Why times were not compared. */
export type Refusal =
  | { readonly kind: 'only-on'; readonly side: Side }
  | { readonly kind: 'status'; readonly side: Side; readonly status: Status }
  | { readonly kind: 'mixed-hosts'; readonly differences: readonly HostDifference[] }
  | { readonly kind: 'unsound-rounds'; readonly side: Side }
  | { readonly kind: 'few-rounds'; readonly base: number; readonly head: number; readonly needed: number }
  | { readonly kind: 'timer-saturated'; readonly side: Side; readonly why: TimerSaturation };

/** How the clock, rather than the work, made the rounds. */
export type TimerSaturation =
  | { readonly kind: 'short'; readonly medianMs: number; readonly needsMs: number }
  | { readonly kind: 'repeats'; readonly distinct: number; readonly rounds: number };

/** What is said of a cell. `timing` is absent where times were not compared. */
export type CellJudgement = {
  readonly id: string;
  readonly quality: readonly QualityChange[];
} & (
  | {
      readonly verdict: 'regressed';
      readonly reasons: readonly [RegressionReason, ...RegressionReason[]];
      readonly timing?: TimingComparison;
    }
  | {
      readonly verdict: 'improved';
      readonly reasons: readonly [ImprovementReason, ...ImprovementReason[]];
      readonly timing?: TimingComparison;
    }
  | { readonly verdict: 'same'; readonly reason: SameReason; readonly timing?: TimingComparison }
  | {
      readonly verdict: 'inconclusive';
      readonly reason: InconclusiveReason;
      readonly timing: TimingComparison;
    }
  | { readonly verdict: 'not-compared'; readonly reason: Refusal }
);

export type CellVerdict = CellJudgement['verdict'];

/** What is said of a Pareto front: the area under it, head over base; below 1 is a loss. */
export type FrontJudgement = { readonly question: string } & (
  | {
      readonly verdict: 'regressed' | 'improved' | 'same' | 'inconclusive';
      readonly ratio: number;
      /** At the suite's alpha, shared among its fronts. */
      readonly ratioInterval: Interval;
    }
  | { readonly verdict: 'not-compared'; readonly reason: FrontRefusal }
);

export type FrontRefusal =
  | { readonly kind: 'mixed-hosts' }
  /** No cell of it can be compared on both sides. */
  | { readonly kind: 'no-cells' };

export type CapacityJudgement = { readonly subject: string } & (
  | {
      readonly verdict: 'regressed' | 'improved' | 'same' | 'inconclusive';
      readonly baseRps: number;
      readonly headRps: number;
    }
  | { readonly verdict: 'not-compared'; readonly reason: { readonly kind: 'mixed-hosts' | 'no-capacity' } }
);

export interface SuiteJudgement {
  readonly suite: string;
  readonly rules: ComparisonRules;
  readonly cells: readonly CellJudgement[];
  readonly fronts: readonly FrontJudgement[];
  readonly capacities: readonly CapacityJudgement[];
}
