const MOST_ADDED_MS = 1;
const LEAST_RPS = 3000;
/** Of what was offered: the last of it is answered after the end. */
const CARRIED_SHARE = 0.99;

/** What the gateway costs, as Markdown, and whether it is what is asked for. Loads are light, heavy, and all it can. */
export function gatewayTable(results, { cpu, cores, node, loadBefore }) {
  const loads = [...new Set(results.map(({ load }) => load))];
  const rounds = new Set(results.map(({ round }) => round)).size;
  const best = (load, way) => bestOf(results.filter((result) => result.load === load && result.way === way));
  const lines = [
    '# What the gateway costs',
    '',
    `${cpu}, ${cores} cores, Node ${node}, load ${loadBefore.toFixed(1)} when it began. Best of ${rounds} rounds.`,
    '',
    '| load | way | answered/s | p50 ms | p99 ms | p99 of the slip, ms | CPU of the gateway per request |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...loads.flatMap((load) => ['direct', 'gateway'].map((way) => rowOf(load, way, best(load, way)))),
  ];
  const [light, heavy, full] = loads;
  const addedMs =
    (best(light, 'gateway')?.p50Ms ?? Number.NaN) - (best(light, 'direct')?.p50Ms ?? Number.NaN);
  const carried = best(heavy, 'gateway')?.throughputRps ?? 0;
  const most = best(full, 'gateway')?.throughputRps ?? 0;
  const verdicts = [
    [
      `added at the median, ${light}`,
      `under ${MOST_ADDED_MS} ms`,
      `${addedMs.toFixed(3)} ms`,
      addedMs < MOST_ADDED_MS,
    ],
    [
      `answered of ${heavy}`,
      `${LEAST_RPS}/s`,
      `${carried.toFixed(0)}/s`,
      carried >= CARRIED_SHARE * LEAST_RPS,
    ],
    [`answered, ${full}`, `${LEAST_RPS}/s`, `${most.toFixed(0)}/s`, most >= LEAST_RPS],
  ];
  lines.push('', '| what | asked for | measured | |', '|---|---|---:|---|');
  for (const [what, asked, measured, reached] of verdicts)
    lines.push(`| ${what} | ${asked} | ${measured} | ${reached ? 'reached' : 'short'} |`);
  return { text: lines.join('\n'), reached: verdicts.every(([, , , reached]) => reached) };
}

/**
 * Of rounds in which nothing was lost, the one with the lowest median latency. Where the generator was late in all of
 * them, as on a busy machine, its slip is in the latencies, which are then too high on both ways: the table tells it.
 */
function bestOf(results) {
  const whole = results.filter(({ lost, successful }) => lost === 0 && successful > 0);
  const onTime = whole.filter(({ status }) => status === 'ok');
  return (onTime.length > 0 ? onTime : whole).toSorted((a, b) => a.p50Ms - b.p50Ms)[0];
}

function rowOf(load, way, best) {
  if (best === undefined) return `| ${load} | ${way} | – | – | – | | |`;
  const { throughputRps, p50Ms, p99Ms, slipP99Ms, gatewayCpuUs } = best;
  const slip = slipP99Ms === null ? '' : slipP99Ms.toFixed(2);
  const cpu = way === 'gateway' ? `${gatewayCpuUs.toFixed(0)} µs` : '';
  return `| ${load} | ${way} | ${throughputRps.toFixed(0)} | ${p50Ms.toFixed(3)} | ${p99Ms.toFixed(2)} | ${slip} | ${cpu} |`;
}
