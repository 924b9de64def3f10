const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABELS = String.raw`\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*\}`;
const SAMPLE = new RegExp(`^(${NAME})(${LABELS})? (-?[0-9.e+-]+|NaN|[+-]Inf)$`);
const HEAD = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);

/**
 * What is wrong with a text in Prometheus' exposition format 0.0.4: a line that is none, a sample outside its family, a
 * series that comes twice, a counter not called `_total`, a time without its unit, buckets that fall.
 */
export function expositionFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const types = new Map<string, string>();
  const series = new Set<string>();
  let family = '';
  let lastBucket = { of: '', count: 0 };
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const head = HEAD.exec(line);
    if (head !== null) {
      const [, kind, name = '', rest = ''] = head;
      if (kind === 'HELP') family = name;
      else if (types.has(name) || name !== family) faults.push(`${name} has its type elsewhere`);
      else types.set(name, rest);
      continue;
    }
    const sample = SAMPLE.exec(line);
    if (sample === null) {
      faults.push(`not a sample: ${line}`);
      continue;
    }
    const [, name = '', labels = '', value] = sample;
    const type = types.get(family);
    const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    if (!suffixes.some((suffix) => name === family + suffix)) faults.push(`${name} stands under ${family}`);
    if (series.has(name + labels)) faults.push(`${name}${labels} comes twice`);
    series.add(name + labels);
    if ((type === 'counter') !== name.endsWith('_total')) faults.push(`${name} is a ${type}`);
    if (/_(ms|milliseconds|time)(_|$)/.test(name)) faults.push(`${name} is not in seconds`);
    if (name.endsWith('_bucket')) {
      const of = name + labels.replace(/le="[^"]*",?/, '');
      if (lastBucket.of === of && Number(value) < lastBucket.count) faults.push(`${name}${labels} falls`);
      lastBucket = { of, count: Number(value) };
    }
  }
  if (series.size === 0) faults.push('no samples');
  return faults;
}
