import type { Backend, BackendRole, PrecisionMode } from '../backends/backend.js';
import { BACKEND_NAMES, type BackendName, loadBackend } from '../backends/registry.js';
import { UnavailableError } from '../backends/shared/errors.js';
import { UsageError } from '../errors.js';
import { parseChoice, parseChoices } from '../parse/choices.js';

export interface Subject {
  readonly name: BackendName;
  readonly role: BackendRole;
  readonly engine?: string;
  /** Those asked for that it has; `full` alone where it says nothing. */
  readonly precisions?: readonly PrecisionMode[];
}

const ONLY_FULL: readonly PrecisionMode[] = ['full'];

/** What subjects are wanted for. */
export interface Purpose {
  readonly suite?: string;
  /** `full` alone by default. */
  readonly precisions?: readonly PrecisionMode[];
}

/**
 * The backends to race at a suite: those named, or every contender that has a path for it and `null`, which shows what
 * the harness itself costs.
 * @throws UsageError for a name or an engine that does not exist; UnavailableError when a backend that was named
 * cannot run here (one that was not named becomes a row that says why)
 */
export async function selectSubjects(
  named: string | undefined,
  engine: string | undefined,
  { suite, precisions = ONLY_FULL }: Purpose = {},
): Promise<Subject[]> {
  const names = named === undefined ? BACKEND_NAMES : parseChoices('--backend', named, BACKEND_NAMES);
  const backends = await Promise.all(names.map(async (name) => ({ name, backend: await loadBackend(name) })));
  const explicit = named !== undefined && named !== 'all';
  const oracle = backends.find(({ backend }) => backend.role === 'oracle');
  if (explicit && oracle !== undefined) {
    throw new UsageError(
      `${oracle.name} is the oracle that answers are checked with and is not timed; ` +
        `expected --backend to be one of ${BACKEND_NAMES.filter((name) => name !== oracle.name).join(', ')}`,
    );
  }
  const [only, ...others] = backends;
  if (engine !== undefined && (!explicit || only === undefined || others.length > 0)) {
    throw new UsageError(`expected --engine ${engine} with exactly one --backend, whose engine it names`);
  }
  if (engine !== undefined && only !== undefined) {
    parseChoice(`--engine of ${only.name}`, engine, only.backend.engines);
  }
  const withoutPath = backends.find(({ backend }) => !hasPath(backend, suite));
  if (explicit && withoutPath !== undefined) {
    const served = withoutPath.backend.suites?.map((name) => `mls bench ${name}`).join(' and ');
    const what = suite === undefined ? 'this benchmark' : `mls bench ${suite}`;
    throw new UnavailableError(withoutPath.name, `it has no path for ${what}`, `It serves ${served}.`);
  }
  const [lacking, ...alsoLacking] = backends.filter(({ backend }) =>
    precisions.every((mode) => !modesOf(backend).includes(mode)),
  );
  if (lacking !== undefined && (explicit || alsoLacking.length + 1 === backends.length)) {
    const able = await namesOfThoseWith(precisions);
    throw new UnavailableError(
      lacking.name,
      `it has no ${precisions.join(' or ')} search`,
      `Those that have: ${able.join(', ') || 'none'}.`,
    );
  }
  if (explicit) await requireAvailable(names, engine);
  return backends
    .filter(({ backend }) => backend.role !== 'oracle' && hasPath(backend, suite))
    .map(({ name, backend }) => ({
      name,
      role: backend.role,
      ...(engine !== undefined && { engine }),
      ...(precisions !== ONLY_FULL && {
        precisions: precisions.filter((mode) => modesOf(backend).includes(mode)),
      }),
    }));
}

function modesOf({ precisions }: Backend): readonly PrecisionMode[] {
  return precisions ?? ONLY_FULL;
}

async function namesOfThoseWith(precisions: readonly PrecisionMode[]): Promise<BackendName[]> {
  const able: BackendName[] = [];
  for (const name of BACKEND_NAMES) {
    const modes = modesOf(await loadBackend(name));
    if (precisions.some((mode) => modes.includes(mode))) able.push(name);
  }
  return able;
}

function hasPath({ suites }: Backend, suite: string | undefined): boolean {
  return suites === undefined || (suite !== undefined && suites.includes(suite));
}

async function requireAvailable(names: readonly BackendName[], engine: string | undefined): Promise<void> {
  for (const name of names) {
    const backend = await loadBackend(name);
    const probe = await backend.probe(engine);
    if (probe.state === 'unavailable') throw new UnavailableError(name, probe.reason, probe.remedy);
  }
}
