import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatNumber } from '../results/display/quantity.js';
import { rateText } from './serving-table.js';
import { renderTable } from './table.js';

interface CapacityOptions {
  readonly slo: string;
  /** The rate at which the null tier was kept; null where none was. */
  readonly generatorRps: number | null;
  readonly width?: number;
  readonly paint?: Paint;
}

/** What each tier holds, with what bounds it; empty without tiers. */
export function renderCapacities(
  capacities: readonly Row[],
  { slo, generatorRps, width, paint = plainPaint }: CapacityOptions,
): string {
  if (capacities.length === 0) return '';
  const table = renderTable({
    head: ['tier', 'policy', 'holds', 'misses', 'answers at most', ''],
    align: ['left', 'left', 'right', 'right', 'right', 'left'],
    rows: capacities.map((row) => [
      textIn(row, 'tier') ?? '',
      textIn(row, 'policy') ?? '',
      perSecond(numberIn(row, 'holdsRps'), rateText),
      perSecond(numberIn(row, 'missesRps'), rateText),
      perSecond(numberIn(row, 'mostRps'), formatNumber),
      boundText(row),
    ]),
    ...(width !== undefined && Number.isFinite(width) && { width }),
  });
  const own =
    generatorRps === null
      ? 'The generator kept its plan at no rate that was tried'
      : `The generator kept its plan to ${rateText(generatorRps)}/s against a tier that answers at once`;
  return [paint('bold', `Capacity within ${slo}`), table, paint('dim', own)].join('\n');
}

function perSecond(rate: number | null, text: (rate: number) => string): string {
  return rate === null ? 'none' : `${text(rate)}/s`;
}

function boundText(row: Row): string {
  const again = numberIn(row, 'heldAgainRps');
  switch (textIn(row, 'bound')) {
    case 'slo':
      return again === null ? '' : `held again at ${rateText(again)}/s: longer loads would tell`;
    case 'generator':
      return 'above, the generator left its plan';
    case 'limit':
      return 'no higher rate was tried';
    case 'interrupted':
      return 'so far: interrupted';
    default:
      return 'not measured';
  }
}
