import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOSS_TITLE } from './elbow-chart.js';
import { renderElbowCsv } from './elbow-csv.js';
import type { ElbowCurve } from './elbow-curve.js';
import { renderSvgLineChart } from './svg-line-chart.js';
import { wrapParts } from './wrap-text.js';

const NOTE_CHARS = 95;

/** Writes the losses beside a run's journal: `elbow.csv`, and a plot for each metric. @returns the names of the files */
export async function writeElbowFiles(
  directory: string,
  curves: readonly ElbowCurve[],
  subtitle: string,
): Promise<string[]> {
  const files = new Map([['elbow.csv', renderElbowCsv(curves)]]);
  for (const curve of curves) {
    if (curve.points.length > 0) files.set(`elbow-${curve.metric}.svg`, renderElbowSvg(curve, subtitle));
  }
  for (const [name, text] of files) {
    // Whole or not at all: a reader never sees half a plot.
    const path = join(directory, name);
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  }
  return [...files.keys()];
}

export function renderElbowSvg({ metric, points, elbow, warning }: ElbowCurve, subtitle: string): string {
  const at = points.find(({ k }) => k === elbow?.k);
  return renderSvgLineChart({
    title: `K-Means: ${LOSS_TITLE[metric]} against k`,
    notes: [
      subtitle,
      ...(warning === undefined ? [] : wrapParts(warning.split(' '), ' ', NOTE_CHARS).split('\n')),
    ],
    xTitle: 'k',
    yTitle: 'loss',
    points: points.map(({ k, loss }) => ({ x: k, y: loss })),
    ...(at !== undefined && { mark: { point: { x: at.k, y: at.loss }, label: `elbow at k = ${at.k}` } }),
  });
}
