import { INK } from './plot-theme.js';

/** A value to draw across a plot, with what it is. */
export interface GuideLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** Layers of a dashed line across the plot and its label. */
export function guideLine({ axis, at, label }: GuideLine) {
  const data = { values: [{ at, label }] };
  const place = { [axis]: { field: 'at', type: 'quantitative' as const } };
  const corner =
    axis === 'x' ? { y: 4, dx: 5, baseline: 'top' as const } : { x: 5, dy: -4, baseline: 'bottom' as const };
  return [
    {
      data,
      mark: { type: 'rule' as const, strokeDash: [4, 4], color: INK, aria: false },
      encoding: place,
    },
    {
      data,
      mark: { type: 'text' as const, align: 'left' as const, color: INK, aria: false, ...corner },
      encoding: { ...place, text: { field: 'label', type: 'nominal' as const } },
    },
  ];
}
