import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderElbowCsv } from './elbow-csv.js';
import type { ElbowCurve } from './elbow-curve.js';
import { elbowPlot } from './plots/elbow-plot.js';
import { renderPlots } from './plots/render-plot.js';

/** Writes the losses beside a run's journal: `elbow.csv`, and a plot for each metric. @returns the names of the files */
export async function writeElbowFiles(
  directory: string,
  curves: readonly ElbowCurve[],
  subtitle: string,
): Promise<string[]> {
  const files = new Map([['elbow.csv', renderElbowCsv(curves)]]);
  for (const curve of curves) {
    if (curve.points.length > 0)
      files.set(`elbow-${curve.metric}.svg`, await renderElbowSvg(curve, subtitle));
  }
  for (const [name, text] of files) {
    // Whole or not at all: a reader never sees half a plot.
    const path = join(directory, name);
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  }
  return [...files.keys()];
}

/** The losses of a metric as a plot, with what warns of its elbow above it. */
export function renderElbowSvg(curve: ElbowCurve, subtitle: string): Promise<string> {
  const plot = elbowPlot(curve, [subtitle]);
  const warned = curve.warning === undefined ? plot.subtitle : `${plot.subtitle}. ${curve.warning}`;
  return renderPlots([{ ...plot, subtitle: warned }], `elbow-${curve.metric}`);
}
