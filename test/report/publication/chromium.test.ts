import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plotsOf } from '../../../src/report/plots/plots-of.js';
import { renderPlots } from '../../../src/report/plots/render-plot.js';
import { renderHtmlPage } from '../../../src/report/publication/html-page.js';
import { publish } from '../../../src/report/publication/publish.js';
import { CHROMIUM_NAMES, findChromium, openTab } from '../chromium.js';
import { recordedSuite } from '../recorded-suites.js';

const ARTEFACTS = join('build', 'test-artefacts');

const chromium = findChromium();

async function writePage(folder: string): Promise<{ file: string; plots: number }> {
  const run = recordedSuite('knn');
  const drawn = (['scaling', 'roofline'] as const).flatMap((kind) =>
    plotsOf(kind, run).map((plot) => ({ kind, plot })),
  );
  const plots = await Promise.all(
    drawn.map(async ({ kind, plot }) => ({
      caption: plot.description,
      svg: await renderPlots([plot], kind),
    })),
  );
  const file = join(folder, 'page.html');
  await writeFile(file, renderHtmlPage(run, publish(run), plots));
  return { file, plots: plots.length };
}

describe('the page in Chromium', () => {
  it('shows its plots, asks for nothing else, and is reached by keyboard', { timeout: 180_000 }, async ({
    skip,
  }) => {
    if (chromium === undefined) {
      return skip(`no Chromium was found: set CHROME_PATH, or install one of ${CHROMIUM_NAMES.join(', ')}`);
    }
    const folder = await mkdtemp(join(tmpdir(), 'mls-page-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { file, plots } = await writePage(folder);
    const tab = await openTab(chromium);
    try {
      const loaded = tab.next('Page.loadEventFired');
      await tab.send('Page.navigate', { url: pathToFileURL(file).href });
      await loaded;
      expect(tab.requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
      const sizes = await tab.evaluate(
        '[...document.querySelectorAll("figure svg")].map((svg) => svg.getBoundingClientRect().width)',
      );
      expect(sizes).toHaveLength(plots);
      expect((sizes as number[]).every((width) => width > 200)).toBe(true);
      expect(await tab.evaluate('getComputedStyle(document.querySelector("svg text")).fill')).toBe(
        await tab.evaluate('getComputedStyle(document.body).color'),
      );

      const focused: unknown[] = [];
      for (let i = 0; i < 6 + plots; i++) {
        for (const type of ['keyDown', 'keyUp'])
          await tab.send('Input.dispatchKeyEvent', { type, key: 'Tab', windowsVirtualKeyCode: 9 });
        focused.push(
          await tab.evaluate(
            'document.activeElement.className?.baseVal ?? document.activeElement.className ?? ""',
          ),
        );
      }
      expect(focused[0]).toBe('skip');
      expect(focused).toContain('scroll');
      expect(focused).toContain('marks');

      for (const [name, value] of [
        ['light', 'light'],
        ['dark', 'dark'],
      ] as const) {
        await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
        const { data } = await tab.send('Page.captureScreenshot', { captureBeyondViewport: true });
        await mkdir(ARTEFACTS, { recursive: true });
        await writeFile(join(ARTEFACTS, `report-page-${name}.png`), Buffer.from(String(data), 'base64'));
      }
      expect(await tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(13, 17, 23)');
    } finally {
      await tab.close();
    }
  });
});
