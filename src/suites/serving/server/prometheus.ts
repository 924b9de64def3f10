/** One line of a server's metrics. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const UNESCAPED: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };

/** Reads the Prometheus text format. Comments and what is no sample are passed over. */
export function parsePrometheus(text: string): MetricSample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', figure = ''] = LINE.exec(line) ?? [];
    const value = figure === '+Inf' ? Number.POSITIVE_INFINITY : Number(figure);
    if (name === undefined || Number.isNaN(value)) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, label = '', raw = '']) => [
      label,
      raw.replace(/\\[\\"n]/g, (pair) => UNESCAPED[pair] ?? pair),
    ]);
    return [{ name, labels: Object.fromEntries(pairs), value }];
  });
}
