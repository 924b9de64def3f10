const MOST_SLIP_MS = 2;
/** What is drawn at random, and what two programs reach that wait for the same server, is equal to so much. */
const EQUAL = 0.98;

const fixed = (value) =>
  value === undefined || !Number.isFinite(value) ? '–' : Number(value.toPrecision(4)).toString();

/** The table of what was reached, as Markdown. */
export function reachTable({ host, asked, load, results }) {
  const { rounds, seconds } = asked;
  const pinned = host.isPinned ? ', server and generator on a core each' : '';
  return [
    '# What the load generator reaches',
    '',
    `${host.cpu}, ${host.cores} cores, Node ${host.node}, load ${fixed(load.before)} before and ${fixed(load.after)} after; ` +
      `best of ${rounds} rounds of ${seconds} s, one process${pinned}.`,
    '',
    '| server | what | measured | target | ratio | | all rounds |',
    '|---|---|---:|---:|---:|---|---|',
    ...results.flatMap((one) => [...planRows(one, asked), ...peerRows(one, asked)]),
  ].join('\n');
}

function planRows({ kind, open }, { rps }) {
  const answered = open.map(({ throughputRps }) => throughputRps);
  const slips = open.map(({ slipP99Ms }) => slipP99Ms);
  const [most, least] = [Math.max(...answered), Math.min(...slips)];
  return [
    row(kind, `answered/s of ${rps}/s, Poisson`, most, rps, most / rps, most >= EQUAL * rps, answered),
    row(
      kind,
      'slip at p99, ms',
      least,
      `under ${MOST_SLIP_MS}`,
      least / MOST_SLIP_MS,
      least < MOST_SLIP_MS,
      slips,
    ),
  ];
}

function peerRows({ kind, closed, peer, whyNot }, { clients }) {
  return [
    ['throughputRps', `answered/s, closed loop of ${clients}`],
    ['perCpuSecond', 'the same, per second of CPU time'],
  ].map(([name, what]) => {
    const mine = closed.map((one) => one[name]);
    const measured = Math.max(...mine);
    if (peer.length === 0)
      return row(kind, what, measured, `autocannon: ${whyNot}`, undefined, undefined, mine);
    const theirs = peer.map((one) => one[name]);
    const target = Math.max(...theirs);
    const all = mine.map((value, i) => `${fixed(value)} : ${fixed(theirs[i])}`);
    const ratio = measured / target;
    return row(kind, what, measured, `autocannon ${fixed(target)}`, ratio, ratio >= EQUAL, all);
  });
}

function row(kind, what, measured, target, ratio, isReached, all) {
  const verdict = isReached === undefined ? 'not measured' : isReached ? 'reached' : 'short';
  const rounds = all.map((one) => (typeof one === 'number' ? fixed(one) : one)).join(', ');
  return `| ${[kind, what, fixed(measured), target, fixed(ratio), verdict, rounds].join(' | ')} |`;
}
