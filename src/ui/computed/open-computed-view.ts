import type { ViewKind } from '../choose-view.js';
import { startSilentView } from '../none/start-silent-view.js';
import { startPlainView } from '../plain/start-plain-view.js';
import type { ComputedView } from './computed-view.js';
import { type Screen, startProgressView } from './start-progress-view.js';

/** On a terminal one line that is drawn over, elsewhere a line for each cell that ends. */
export function openComputedView(kind: ViewKind, screen: Screen = process.stderr): ComputedView {
  if (kind === 'live') return startProgressView(screen);
  const view = kind === 'plain' ? startPlainView({ sink: screen }) : startSilentView();
  return { handle: (event) => view.handle(event), progress() {}, finish: () => void view.finish() };
}
