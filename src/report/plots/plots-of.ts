import { batchesPlots } from './batches-plot.js';
import { elbowPlots } from './elbow-plot.js';
import { ganttPlots } from './gantt-plot.js';
import { goodputPlots } from './goodput-plot.js';
import { latencyPlots } from './latency-plot.js';
import { paretoPlots } from './pareto-plot.js';
import { PLOT_KINDS, type Plot, type PlotKind, type PlotSource } from './plot.js';
import { rooflinePlots } from './roofline-plot.js';
import { scalingPlots } from './scaling-plot.js';

interface Drawer {
  /** What a run must have to be drawn so. */
  readonly needs: string;
  draw(source: PlotSource): Plot[];
}

const DRAWERS: Readonly<Record<PlotKind, Drawer>> = {
  elbow: { needs: 'rows of K-Means with a loss at several k (mls bench kmeans --elbow)', draw: elbowPlots },
  pareto: { needs: 'rows that trade recall for speed (mls bench ann)', draw: paretoPlots },
  latency: { needs: 'rounds, or a load at several rates', draw: latencyPlots },
  scaling: { needs: 'one question at several sizes, such as --n 4000,40000', draw: scalingPlots },
  roofline: {
    needs: "rows with GFLOP/s and GB/s, and the host's ceilings (mls doctor)",
    draw: rooflinePlots,
  },
  goodput: { needs: 'policies at several rates (mls sim serving --rate 1000:6000:250)', draw: goodputPlots },
  gantt: { needs: 'batches of a simulation (mls sim serving)', draw: ganttPlots },
  batches: { needs: 'rows with sizes of batches (mls sim serving)', draw: batchesPlots },
};

/** The plots of one kind, in the order of the rows; none where the run has nothing to draw so. */
export function plotsOf(kind: PlotKind, source: PlotSource): Plot[] {
  return DRAWERS[kind].draw(source);
}

export function needsOf(kind: PlotKind): string {
  return DRAWERS[kind].needs;
}

/** Kinds of which a run has something to draw. */
export function drawableKinds(source: PlotSource): PlotKind[] {
  return PLOT_KINDS.filter((kind) => plotsOf(kind, source).length > 0);
}
