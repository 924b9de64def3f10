import type { ViewKind } from '../choose-view.js';
import { plainServingView, silentServingView } from './plain-serving-view.js';
import type { ServingView } from './serving-view.js';

/** Opens a view on stderr; only the live one loads Ink. */
export async function openServingView(kind: ViewKind, title: string, loads: number): Promise<ServingView> {
  switch (kind) {
    case 'live':
      return (await import('./live-serving-view.js')).liveServingView({ title, loads });
    case 'plain':
      return plainServingView();
    case 'none':
      return silentServingView;
  }
}
