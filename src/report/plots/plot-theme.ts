import type { Config } from 'vega-lite';

/** Of one column of a paper, at 96 pixels an inch: the frame without axes. */
export const PLOT_WIDTH = 300;
export const PLOT_HEIGHT = 190;

/** Ink is the page's own text colour, so that a plot inside a page follows its colour scheme; alone it is black. */
export const INK = 'currentColor';

/** Colours that colour-blind readers tell apart (Okabe and Ito 2008), each with at least 3:1 against black and white. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#aa6bb0', '#9a7b00', '#2a8fbd', '#b0413e', '#767676'];
/** Where there is no colour, a series is told by its shape and its dashes. */
const SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-left',
  'triangle-right',
];
const DASHES = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 1],
  [10, 4],
  [1, 3],
  [8, 2, 2, 2, 2, 2],
];

export const LABEL_SIZE = 11;
const TITLE_SIZE = 12;
const FONT = 'Helvetica, Arial, sans-serif';

export const PLOT_CONFIG: Config = {
  font: FONT,
  view: { stroke: null },
  title: {
    color: INK,
    subtitleColor: INK,
    fontSize: TITLE_SIZE,
    subtitleFontSize: LABEL_SIZE,
    anchor: 'start',
    frame: 'group',
    offset: 10,
  },
  axis: {
    labelColor: INK,
    titleColor: INK,
    domainColor: INK,
    tickColor: INK,
    gridColor: '#8888884d',
    labelFontSize: LABEL_SIZE,
    titleFontSize: LABEL_SIZE,
    titleFontWeight: 'normal',
    labelOverlap: true,
    tickCount: 6,
  },
  legend: {
    labelColor: INK,
    titleColor: INK,
    labelFontSize: LABEL_SIZE,
    titleFontSize: LABEL_SIZE,
    symbolSize: 60,
    symbolStrokeWidth: 1.5,
    labelLimit: 0,
    orient: 'bottom',
    columns: 2,
  },
};

/** The colour of a series by its place among them, for marks that are not in the legend. */
export function colourOf(at: number): string {
  return COLOURS[at % COLOURS.length] ?? INK;
}

/** How the line of a series is broken. */
export function dashesOf(at: number): number[] {
  return DASHES[at % DASHES.length] ?? [1, 0];
}

/** Encodings by which the series of a plot are told apart, merged into one legend. Lines are drawn apart: a legend would break up its shapes by their dashes. */
export function seriesEncoding(names: readonly string[]) {
  const over = <T>(range: readonly T[]) => ({
    domain: [...names],
    range: names.map((_, at) => range[at % range.length]),
  });
  const legend = names.length > 1 ? {} : { legend: null };
  const field = { field: 'series', type: 'nominal' as const, title: null, ...legend };
  return {
    color: { ...field, scale: over(COLOURS) as { domain: string[]; range: string[] } },
    shape: { ...field, scale: over(SHAPES) as { domain: string[]; range: string[] } },
  };
}
