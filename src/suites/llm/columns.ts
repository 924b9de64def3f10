import type { ColumnDeclaration } from '../../results/columns.js';
import {
  LATENCIES,
  type LatencyName,
  STATISTICS,
  type Statistic,
} from '../../scheduling/llm/metrics/distribution.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

const TITLES: Readonly<Record<LatencyName, string>> = {
  ttftMs: 'TTFT',
  tpotMs: 'TPOT',
  latencyMs: 'latency',
};

/** `ttftP99Ms` of `ttftMs` and `p99`. */
export function latencyColumn(latency: LatencyName, statistic: Statistic): string {
  return `${latency.replace(/Ms$/, '')}${capital(statistic)}Ms`;
}

/** How far `latencyColumn` is from the log's, in percent of the log's. */
export function errorColumn(latency: LatencyName, statistic: Statistic): string {
  return `${latency.replace(/Ms$/, '')}${capital(statistic)}ErrorPercent`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

const each = <T>(declare: (latency: LatencyName, statistic: Statistic) => T): T[] =>
  LATENCIES.flatMap((latency) => STATISTICS.map((statistic) => declare(latency, statistic)));
const usually = (declared: ColumnDeclaration, usual: string): ColumnDeclaration => ({ ...declared, usual });

/** Columns of a row of language models served, in the order of JSON. The names are a contract. */
export const LLM_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  ofSubject(parameter('policy', 'policy')),
  parameter('profile', 'profile'),
  parameter('workload', 'requests of'),
  { ...parameter('rate', 'rate', '1/s'), swept: true },
  usually(parameter('gpus', 'GPUs'), '1'),
  parameter('tokenBudget', 'token budget'),
  usually(parameter('part', 'told of'), 'whole'),
  common('status', 'status'),
  common('reason', 'reason'),
  common('check', 'check'),
  metric('goodputRps', 'goodput', '1/s', 'higher'),
  metric('goodPercent', '% good', '%', 'higher'),
  metric('tokensPerSecond', 'output', 'tokens/s', 'higher'),
  ...each((latency, statistic) =>
    metric(latencyColumn(latency, statistic), `${TITLES[latency]} ${statistic}`, 'ms', 'lower'),
  ),
  metric('preemptions', 'preemptions', '', 'lower'),
  metric('meanRunning', 'mean running'),
  metric('kvPercent', 'mean KV in use', '%'),
  metric('kvMostPercent', 'most KV in use', '%'),
  metric('iterations', 'iterations'),
  metric('meanTokens', 'mean tokens an iteration'),
  metric('busyPercent', '% busy', '%'),
  ...each((latency, statistic) =>
    metric(errorColumn(latency, statistic), `error of ${TITLES[latency]} ${statistic}`, '%'),
  ),
  metric('requests', 'requests'),
  metric('dropped', 'dropped', '', 'lower'),
  metric('unfinished', 'unfinished', '', 'lower'),
  metric('durationMs', 'virtual time', 'ms'),
  metric('hostOverheadMs', 'host an iteration', 'ms'),
  parameter('hostOverhead', 'host overhead'),
  parameter('kvBlocks', 'KV blocks'),
  parameter('maxSequences', 'most sequences'),
  parameter('chunkTokens', 'chunk'),
  parameter('watermark', 'watermark'),
  parameter('slo', 'SLO'),
  parameter('seed', 'seed'),
];
