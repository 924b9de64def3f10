import type { Paint } from '../results/display/paint.js';
import type { ViewKind } from './choose-view.js';
import { startSilentView } from './none/start-silent-view.js';
import { startPlainView } from './plain/start-plain-view.js';
import type { View } from './view.js';

export interface ViewOptions {
  /** Colours of plain lines; the live view's are decided by FORCE_COLOR before anything is imported. */
  readonly paint?: Paint;
  /** Width of the live view; by default that of the terminal. */
  readonly columns?: number;
}

/** Opens a view on stderr. Ink takes most of a second to load, so that only the live view asks for it. */
export async function openView(kind: ViewKind, { paint, columns }: ViewOptions = {}): Promise<View> {
  if (kind === 'live') {
    const { startLiveView } = await import('./live/start-live-view.js');
    return startLiveView(columns === undefined ? {} : { columns });
  }
  const options = paint === undefined ? {} : { paint };
  return kind === 'plain' ? startPlainView(options) : startSilentView(options);
}
