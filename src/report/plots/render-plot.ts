import { escaped } from '../escaped-markup.js';
import { wrapParts } from '../wrap-text.js';
import type { Plot } from './plot.js';
import { LABEL_SIZE, PLOT_CONFIG } from './plot-theme.js';
import { textWidth } from './text-width.js';

/** As many as fit above a plot. */
const SUBTITLE_CHARS = 56;

/**
 * Plots as one document of SVG, one below the other, without scripts, fonts to fetch or a browser to draw them.
 * @param id unique in the page that holds it, for what names it to a screen reader
 */
export async function renderPlots(plots: readonly Plot[], id: string): Promise<string> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const charts = plots.map(({ title, subtitle, chart }) => ({
    ...chart,
    title: {
      text: title,
      ...(subtitle !== '' && { subtitle: wrapParts(subtitle.split(' '), ' ', SUBTITLE_CHARS).split('\n') }),
    },
  }));
  const [only] = charts;
  const { spec } = compile({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'transparent',
    config: PLOT_CONFIG,
    padding: 6,
    ...(charts.length === 1 && only !== undefined
      ? only
      : {
          vconcat: charts,
          spacing: 30,
          resolve: { scale: { color: 'independent', shape: 'independent', strokeDash: 'independent' } },
        }),
  });
  measureText(vega);
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return named(svg, plots, id);
}

/** Lends the library a better idea of how wide a text is: its own, without a canvas, leaves half of a plot empty. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = ({ fontSize, fontWeight }, text) =>
    textWidth(String(text ?? '').trim(), fontSize ?? LABEL_SIZE, fontWeight === 'bold');
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** With a title and a description for those who do not see it, and a place in the order of the keyboard. */
function named(svg: string, plots: readonly Plot[], id: string): string {
  const titles = [...new Set(plots.map(({ title }) => title))].join('; ');
  const descriptions = plots.map(({ subtitle, description }) =>
    subtitle === '' ? description : `${subtitle}: ${description}`,
  );
  const names =
    `<title id="${id}-title">${escaped(titles)}</title>` +
    `<desc id="${id}-description">${escaped(descriptions.join(' '))}</desc>`;
  const root = `<svg role="img" tabindex="0" aria-labelledby="${id}-title" aria-describedby="${id}-description" `;
  return `${svg.replace('<svg ', root).replace('>', `>${names}`)}\n`;
}
