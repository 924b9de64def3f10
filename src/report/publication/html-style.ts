/** The page's style: readable in light and dark, on paper, and in a narrow window. */
export const HTML_STYLE = `
:root { --text: #1f2328; --muted: #57606a; --paper: #ffffff; --line: #d0d7de; --link: #0550ae; --best: #0a6b2d }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --muted: #9aa4af; --paper: #0d1117; --line: #3d444d; --link: #79c0ff; --best: #56d364 }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; color: var(--text); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere } h2 { font-size: 1.2rem; margin-top: 2rem }
a { color: var(--link) }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
.skip { position: absolute; left: -100vw } .skip:focus { left: 1rem; top: 0; background: var(--paper); padding: .5rem }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem }
caption { text-align: left; color: var(--muted); padding-bottom: .5rem }
/* As wide as the window, whatever the table is. */
caption span { display: block; position: sticky; left: 0; max-width: min(74rem, calc(100vw - 2rem)) }
th, td { padding: .25rem .6rem; white-space: nowrap }
thead th { border-top: 2px solid; border-bottom: 1px solid; vertical-align: bottom }
tbody { border-bottom: 1px solid var(--line) } tbody:last-child { border-bottom: 2px solid }
tbody th { font-weight: normal } .left { text-align: left } .right { text-align: right }
td strong, th strong { color: var(--best) } abbr { text-decoration: none }
.notes, footer, figcaption { color: var(--muted); font-size: .9rem } .partial { border-left: 4px solid; padding-left: .75rem }
.plots { display: flex; flex-wrap: wrap; gap: 1.5rem } figure { margin: 0; flex: 1 1 22rem; max-width: 36rem }
figure svg { max-width: 100%; height: auto }
@media print {
  :root { --text: #000000; --muted: #333333; --paper: #ffffff; --line: #999999; --link: #000000; --best: #000000 }
  body { max-width: none; padding: 0; font-size: 10pt } nav, .skip { display: none }
  .scroll { overflow: visible } figure, tr { break-inside: avoid } table { font-size: 7.5pt }
  th, td { padding: .15rem .35rem } th { white-space: normal } caption span { max-width: none }
  /* Some forty columns are wider than any paper. */
  section[aria-labelledby=rows] { display: none }
  thead { display: table-header-group }
}
`;
