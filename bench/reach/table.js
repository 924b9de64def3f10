/** The table of what was reached, as Markdown: every side's median, then every ratio beside what it should be. */
export function reachTable({ results, harness, doctor }) {
  const { host, versions, loadAverage } = doctor.environment;
  const ceiling = doctor.ceilings.find(({ threads }) => threads === 2) ?? doctor.ceilings.at(-1);
  const lines = [
    `# What was reached`,
    '',
    `${host.cpu}, ${host.cores} cores, ${host.os}, Node ${versions.node}, load ${loadAverage.toFixed(1)} when it began.`,
    ceiling === undefined
      ? 'No ceilings measured.'
      : `Ceilings with ${ceiling.threads} threads: ${fixed(ceiling.readGbps)} GB/s read, ${fixed(ceiling.fp32Gflops)} GFLOP/s fp32 (${ceiling.measuredBy}).`,
    '',
    '| work | side | median ms | 95 % CI | rate |',
    '|---|---|---:|---|---:|',
  ];
  for (const { row, sides, failed } of results) {
    for (const [name, { medianMs, low, high }] of sides) {
      lines.push(
        `| ${row.name} | ${name} | ${fixed(medianMs)} | [${fixed(low)}, ${fixed(high)}] | ${rate(row, name, medianMs)} |`,
      );
    }
    for (const [name, why] of failed) lines.push(`| ${row.name} | ${name} | – | ${why} | |`);
  }
  lines.push('', '| work | ratio | at least | measured | |', '|---|---|---:|---:|---|');
  for (const { row, sides } of results) {
    for (const { of, to, atLeast } of row.ratios) {
      const mine = sides.get(of)?.medianMs;
      const others = to.flatMap((name) => sides.get(name)?.medianMs ?? []);
      const value = mine === undefined || others.length === 0 ? undefined : Math.min(...others) / mine;
      lines.push(line(row.name, `${of} over ${to.join(', ')}`, atLeast, value));
    }
  }
  if (harness !== undefined) {
    lines.push(
      `| a kernel of ${fixed(harness.bareMs)} ms | cost of the harness | at most 2 % | ${fixed(100 * harness.cost)} % | ${harness.cost < 0.02 ? 'reached' : 'short'} |`,
    );
  }
  return lines.join('\n');
}

function line(work, ratio, atLeast, value) {
  const verdict = value === undefined ? 'not measured' : value >= atLeast ? 'reached' : 'short';
  return `| ${work} | ${ratio} | ${atLeast} | ${value === undefined ? '–' : value.toFixed(2)} | ${verdict} |`;
}

function rate({ gflop, gigabytes }, name, ms) {
  if (gflop !== undefined) return `${fixed(gflop / (ms / 1000))} GFLOP/s`;
  // A certified search reads a quarter.
  if (gigabytes !== undefined)
    return `${fixed(gigabytes / (name.includes('certified') ? 4 : 1) / (ms / 1000))} GB/s`;
  return '';
}

function fixed(value) {
  return Number(value.toPrecision(4)).toString();
}
