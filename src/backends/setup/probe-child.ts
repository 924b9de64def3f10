import { isBackendName, loadBackend } from '../registry.js';

/** The process of one probe: `probe-child.js BACKEND [ENGINE]` sends its probe to whoever forked it. */
const [name = '', engine] = process.argv.slice(2);
if (!isBackendName(name)) throw new Error(`expected the name of a backend, got "${name}"`);
const backend = await loadBackend(name);
process.send?.(await backend.probe(engine));
