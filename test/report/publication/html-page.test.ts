import { describe, expect, it } from 'vitest';
import { PLOT_KINDS } from '../../../src/report/plots/plot.js';
import { plotsOf } from '../../../src/report/plots/plots-of.js';
import { renderPlots } from '../../../src/report/plots/render-plot.js';
import { renderHtmlPage } from '../../../src/report/publication/html-page.js';
import { publish } from '../../../src/report/publication/publish.js';
import { elementsOf, parseMarkup, textOf } from '../markup.js';
import { type RecordedSuite, recordedSuite, SUITES } from '../recorded-suites.js';

async function pageOf(suite: RecordedSuite): Promise<string> {
  const run = recordedSuite(suite);
  const drawn = PLOT_KINDS.flatMap((kind) =>
    plotsOf(kind, run).map((plot, at) => ({ plot, id: `${kind}-${at}` })),
  );
  const plots = await Promise.all(
    drawn.map(async ({ plot, id }) => ({ caption: plot.description, svg: await renderPlots([plot], id) })),
  );
  return renderHtmlPage(run, publish(run), plots);
}

describe.each(SUITES)('the page of %s', (suite) => {
  it('is as it was, but for its plots', async () => {
    const page = (await pageOf(suite)).replaceAll(/<svg [\s\S]*?<\/svg>/g, (svg) => {
      const [, title = ''] = /<title[^>]*>([^<]*)/.exec(svg) ?? [];
      return `<!-- plot: ${title} -->`;
    });
    await expect(page).toMatchFileSnapshot(`../golden/publication/${suite}.html`);
  });

  it('asks nothing of any other place', async () => {
    const page = await pageOf(suite);
    const elements = elementsOf(parseMarkup(page));
    const tags = new Set(elements.map(({ tag }) => tag));
    for (const tag of ['script', 'img', 'iframe', 'object', 'embed', 'image', 'foreignObject'])
      expect(tags).not.toContain(tag);
    const addresses = elements.flatMap(({ attributes }) =>
      ['href', 'src', 'xlink:href', 'srcset', 'action'].flatMap((name) => attributes[name] ?? []),
    );
    expect(addresses.filter((address) => !/^(#|data:)/.test(address))).toEqual([]);
    expect(page.replaceAll(/url\(#[\w-]+\)/g, '')).not.toMatch(/url\(|@import/);
  });

  it('can be read without eyes and without a mouse', async () => {
    const elements = elementsOf(parseMarkup(await pageOf(suite)));
    const of = (tag: string) => elements.filter((element) => element.tag === tag);
    for (const landmark of ['header', 'nav', 'main', 'footer', 'h1'])
      expect(of(landmark), landmark).toHaveLength(1);
    expect(of('html')[0]?.attributes.lang).toBe('en');
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const named = elements.flatMap(({ attributes }) =>
      ['aria-labelledby', 'aria-describedby'].flatMap((name) => attributes[name]?.split(' ') ?? []),
    );
    const inner = of('a').flatMap(({ attributes }) => attributes.href?.slice(1) ?? []);
    expect([...named, ...inner].filter((id) => !ids.includes(id))).toEqual([]);
    for (const table of of('table')) {
      expect(elementsOf(table).filter(({ tag }) => tag === 'caption')).toHaveLength(1);
      const heads = elementsOf(table).filter(({ tag }) => tag === 'th');
      expect(heads.filter(({ attributes }) => !['col', 'row'].includes(attributes.scope ?? ''))).toEqual([]);
    }
    for (const svg of of('svg')) {
      expect(svg.attributes).toMatchObject({ role: 'img', tabindex: '0' });
      expect(svg.children.filter((child) => typeof child !== 'string').map(({ tag }) => tag)).toEqual(
        expect.arrayContaining(['title', 'desc']),
      );
    }
    const scrolled = elements.filter(({ attributes }) => attributes.role === 'region');
    expect(scrolled.map(({ attributes }) => attributes.tabindex)).toEqual(scrolled.map(() => '0'));
  });
});

describe('a page', () => {
  it('shows text as text, whatever it holds', () => {
    const run = recordedSuite('knn');
    const odd = '<script>alert("1 & 2")</script>';
    const rows = run.rows.map((row) => ({ ...row, backend: odd, status: 'failed', reason: odd }));
    const page = renderHtmlPage({ ...run, rows }, publish({ ...run, rows }), []);
    const elements = elementsOf(parseMarkup(page));
    expect(elements.filter(({ tag }) => tag === 'script')).toEqual([]);
    const [table] = elements.filter(({ tag }) => tag === 'table');
    if (table === undefined) throw new Error('the page has no table');
    expect(textOf(table)).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;');
  });

  it('of an interrupted run says so', () => {
    const run = { ...recordedSuite('knn'), partial: true };
    expect(renderHtmlPage(run, publish(run), [])).toContain('<strong>Partial:</strong>');
  });
});
