import { formatCount, formatNumber } from '../results/display/quantity.js';

/** A piece of text in a document of SVG. */
export function svgText(x: number, y: number, content: string, style: string, anchor = 'start'): string {
  return `<text class="${style}" x="${roundedTo(x)}" y="${roundedTo(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, style: string): string {
  return `<line class="${style}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

export function tickLabel(tick: number): string {
  return Number.isInteger(tick) ? formatCount(tick) : formatNumber(tick, 4);
}

export function roundedTo(value: number): number {
  return Math.round(value * 100) / 100;
}

export function escaped(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
