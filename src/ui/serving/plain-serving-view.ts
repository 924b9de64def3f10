import type { Row } from '../../results/columns.js';
import type { LineSink } from '../plain/start-plain-view.js';
import { figuresText, finishedText, isRepeated, loadText } from './serving-text.js';
import type { ServingLoad, ServingView } from './serving-view.js';

const EVERY_MS = 10_000;
/** A stage that counts, such as bytes that are fetched, is told of as often. */
const STAGE_MS = 5000;

/** A line for each load that ended, and every ten seconds one of the load that goes on. */
export function plainServingView(sink: LineSink = process.stderr): ServingView {
  let load: ServingLoad | undefined;
  let last: { readonly subject: string; readonly row: Row } | undefined;
  let printedMs = 0;
  let stageKind = '';
  let quiet: NodeJS.Timeout | undefined;
  return {
    stage(text) {
      // What changes in it are figures: `fetching 12 of 130 MiB`.
      const kind = text.replace(/[\d.]+/g, '#');
      if (text === '' || (kind === stageKind && quiet !== undefined)) return;
      stageKind = kind;
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        quiet = undefined;
      }, STAGE_MS).unref();
      sink.write(`${text}\n`);
    },
    begin(next) {
      load = next;
      printedMs = 0;
    },
    update(now) {
      if (load === undefined || now.atMs - printedMs < EVERY_MS) return;
      printedMs = now.atMs;
      const figures = figuresText(now).map(([name, value]) => `${name} ${value}`);
      sink.write(`${[loadText(load, now.atMs), ...figures].join(' · ')}\n`);
    },
    finished(subject, row) {
      if (!isRepeated(last, { subject, row })) sink.write(`${finishedText(subject, row)}\n`);
      last = { subject, row };
    },
    note(text) {
      sink.write(`${text}\n`);
    },
    async finish() {
      clearTimeout(quiet);
    },
  };
}

export const silentServingView: ServingView = {
  stage() {},
  begin() {},
  update() {},
  finished() {},
  note() {},
  async finish() {},
};
