const TARGET_PER_SECOND = 1e6;
const MOST_MIB = 1024;

const fixed = (value) => Number(value.toPrecision(4)).toString();

/** What was reached, as Markdown. */
export function eventsTable({ host, asked, load, results }) {
  return [
    '# What the simulator reaches',
    '',
    `${host.cpu}, ${host.cores} cores of which a run has one, Node ${host.node}, nice ${host.nice}, load ${fixed(load.before)} ` +
      `before and ${fixed(load.after)} after; best of ${asked.rounds} rounds, each in a process of its own. ` +
      `${asked.requests} requests at ${asked.rps}/s on eight GPUs. Events are arrivals, begins and ends of work, reports, ` +
      `answers and timers. Targets: ${TARGET_PER_SECOND} events for a second of CPU time, collecting garbage included, and ` +
      `${MOST_MIB} MiB. With a load above the number of cores a run has only a part of its core, and the clock tells less.`,
    '',
    '| policy | events | events/s of CPU time | | events/s by the clock | peak MiB | | mean batch | all rounds, of CPU time |',
    '|---|---:|---:|---|---:|---:|---|---:|---|',
    ...results.map(({ policy, rounds }) => row(policy, rounds)),
  ].join('\n');
}

function row(policy, rounds) {
  const perSecond = rounds.map(({ eventsPerCpuSecond }) => eventsPerCpuSecond);
  const best = Math.max(...perSecond);
  const peak = Math.max(...rounds.map(({ peakMiB }) => peakMiB));
  const [{ events, meanBatch }] = rounds;
  return `| ${[
    policy,
    events,
    fixed(best),
    best >= TARGET_PER_SECOND ? 'reached' : 'short',
    fixed(Math.max(...rounds.map(({ eventsPerSecond }) => eventsPerSecond))),
    fixed(peak),
    peak < MOST_MIB ? 'reached' : 'short',
    fixed(meanBatch),
    perSecond.map(fixed).join(', '),
  ].join(' | ')} |`;
}
