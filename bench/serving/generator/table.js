const MOST_SLIP_MS = 2;

const best = (rounds, name, pick) =>
  rounds.length === 0 ? undefined : pick(...rounds.map((round) => round[name]));
const middle = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
};
const fixed = (value) =>
  value === undefined || Number.isNaN(value) ? '–' : Number(value.toPrecision(4)).toString();

/** The table of what was reached, as Markdown. */
export function reachTable({ host, asked, load, results }) {
  const { rounds, seconds, rps, clients } = asked;
  const lines = [
    '# What the load generator reaches',
    '',
    `${host.cpu}, ${host.cores} cores, Node ${host.node}, load ${fixed(load.before)} before and ${fixed(load.after)} after; ` +
      `best of ${rounds} rounds of ${seconds} s, one process${host.isPinned ? ', generator and server on a core each' : ''}.`,
    '',
    '| server | what | measured | target | ratio | | all rounds |',
    '|---|---|---:|---:|---:|---|---|',
  ];
  for (const { kind, open, closed, peer, whyNot } of results) {
    const row = (what, all, measured, target, ratio, isReached) => {
      const verdict = isReached === undefined ? 'not measured' : isReached ? 'reached' : 'short';
      const cells = [kind, what, fixed(measured), target, fixed(ratio), verdict, all.map(fixed).join(', ')];
      lines.push(`| ${cells.join(' | ')} |`);
    };
    // What was planned is drawn: within a part in a hundred of the rate.
    const sent = best(open, 'throughputRps', Math.max);
    row(
      `answered/s of ${rps}/s, Poisson`,
      open.map((one) => one.throughputRps),
      sent,
      `${rps}`,
      sent / rps,
      sent >= 0.98 * rps,
    );
    const slip = best(open, 'slipP99Ms', Math.min);
    const slips = open.map((one) => one.slipP99Ms);
    row('slip at p99, ms', slips, slip, `under ${MOST_SLIP_MS}`, slip / MOST_SLIP_MS, slip < MOST_SLIP_MS);
    const mine = closed.map((one) => one.throughputRps);
    const theirs = peer.map((one) => one.throughputRps);
    const target =
      theirs.length === 0 ? `autocannon: ${whyNot}` : `${fixed(Math.max(...theirs))} (autocannon)`;
    const ratio = theirs.length === 0 ? undefined : Math.max(...mine) / Math.max(...theirs);
    row(
      `answered/s, closed loop of ${clients}`,
      mine,
      Math.max(...mine),
      target,
      ratio,
      ratio === undefined ? undefined : ratio >= 1,
    );
    if (ratio === undefined) continue;
    // Rounds stand beside one another in time, so that their ratios share what else the host did.
    const ratios = mine.map((value, i) => value / theirs[i]);
    lines.push(
      `| ${kind} | the same, median of the rounds' ratios | | 1 | ${fixed(middle(ratios))} | ${middle(ratios) >= 1 ? 'reached' : 'short'} | ${ratios.map(fixed).join(', ')} |`,
    );
  }
  return lines.join('\n');
}
