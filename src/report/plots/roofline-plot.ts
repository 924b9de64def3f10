import type { Ceiling } from '../../results/ceilings.js';
import type { Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import type { Chart, Plot, PlotSource } from './plot.js';
import { INK, PLOT_HEIGHT, PLOT_WIDTH, seriesEncoding } from './plot-theme.js';
import { soundRows } from './questions.js';
import { seriesNames } from './series-name.js';

interface Place {
  readonly series: string;
  readonly intensity: number;
  readonly gflops: number;
}

/** How far a roof is drawn beyond the points, as a factor. */
const MARGIN = 4;
const ROOF_DASHES = [
  [1, 0],
  [6, 3],
  [2, 2],
];
/** Height of a line of text. */
const LINE = 12;

/**
 * The roofline model (Williams, Waterman and Patterson 2009): rates against operations per byte read, under what each
 * device was seen to do at best.
 */
export function rooflinePlots({ rows, ceilings: all }: PlotSource): Plot[] {
  const sound = soundRows(rows);
  const used = new Set(sound.map((row) => row.threads));
  const ceilings = all.filter(({ threads }) => threads === null || used.has(threads));
  const nameOf = seriesNames(sound);
  const places = sound.flatMap((row) => placeOf(row, nameOf));
  if (places.length === 0 || ceilings.length === 0) return [];
  const intensities = [...places.map(({ intensity }) => intensity), ...ceilings.map(ridgeOf)];
  const [from, to] = [Math.min(...intensities) / MARGIN, Math.max(...intensities) * MARGIN];
  const roofs = ceilings.map((ceiling) => roofOf(ceiling, from, to));
  const best = ceilings.map((ceiling) => `${nameOfRoof(ceiling)}: ${roofText(ceiling)}`).join('; ');
  return [
    {
      title: 'Roofline: rate against intensity',
      subtitle: best,
      description: `${places.length} rows below the roofs of the host. ${best}.`,
      chart: chartOf(places, roofs),
    },
  ];
}

function placeOf(row: Row, nameOf: (row: Row) => string): Place[] {
  const [gflops, gbps] = [numberIn(row, 'gflops'), numberIn(row, 'gbps')];
  // Of a certified search the operations are of int8, under another roof.
  if (gflops === null || gbps === null || !(gflops > 0) || !(gbps > 0) || row.precision === 'certified')
    return [];
  return [{ series: nameOf(row), intensity: gflops / gbps, gflops }];
}

function ridgeOf({ fp32Gflops, readGbps }: Ceiling): number {
  return fp32Gflops / readGbps;
}

function nameOfRoof({ device, threads }: Ceiling): string {
  return threads === null ? device : `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

function roofText({ readGbps, fp32Gflops }: Ceiling): string {
  return `${readGbps.toPrecision(3)} GB/s, ${fp32Gflops.toPrecision(3)} GFLOP/s`;
}

function roofOf(ceiling: Ceiling, from: number, to: number) {
  const roof = nameOfRoof(ceiling);
  const ridge = ridgeOf(ceiling);
  return [from, ridge, to].map((intensity) => ({
    roof,
    intensity,
    gflops: Math.min(ceiling.fp32Gflops, intensity * ceiling.readGbps),
  }));
}

/** Roofs may lie close together: each has dashes of its own, and their names stand one above the other. */
function roofLayers<E extends object>(roof: ReturnType<typeof roofOf>, at: number, encoding: E) {
  const strokeDash = ROOF_DASHES[at % ROOF_DASHES.length] ?? [1, 0];
  return [
    {
      data: { values: roof },
      mark: { type: 'line' as const, color: INK, strokeWidth: 1.2, strokeDash, aria: false },
      encoding,
    },
    {
      data: { values: roof.slice(-1) },
      mark: { type: 'text' as const, align: 'right' as const, dy: -7 - LINE * at, color: INK, aria: false },
      encoding: { ...encoding, text: { field: 'roof', type: 'nominal' as const } },
    },
  ];
}

function chartOf(places: readonly Place[], roofs: readonly ReturnType<typeof roofOf>[]): Chart {
  const { color, shape } = seriesEncoding([...new Set(places.map(({ series }) => series))]);
  const log = { type: 'log' as const, nice: false };
  const x = {
    field: 'intensity',
    type: 'quantitative' as const,
    title: 'intensity (operations per byte read, FLOP/B)',
    scale: log,
  };
  const y = {
    field: 'gflops',
    type: 'quantitative' as const,
    title: 'rate (GFLOP/s)',
    scale: { ...log, padding: 8 },
  };
  return {
    width: PLOT_WIDTH,
    height: PLOT_HEIGHT,
    layer: [
      ...roofs.flatMap((roof, at) => roofLayers(roof, at, { x, y })),
      {
        data: { values: [...places] },
        mark: { type: 'point', filled: true, size: 55, opacity: 1, aria: false },
        encoding: { x, y, color, shape },
      },
    ],
  };
}
