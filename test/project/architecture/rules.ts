/**
 * Who may import whom, as the design draws it. Paths are relative to src; one that ends in `/` is a folder, and `*`
 * stands for one name. A file may always import from the place its own rule names (in `backends/ts/` from
 * `backends/ts/`), and nothing else that its rule does not list. The first rule that covers a file is its rule.
 */
export interface Arrow {
  readonly from: string;
  readonly to: readonly string[];
  /** Places of which only types may be imported. */
  readonly typesOf?: readonly string[];
}

const OUTSIDE_OF_BACKENDS = [
  'backends/backend.ts',
  'backends/registry.ts',
  'backends/shared/',
  'backends/setup/',
];
const LIBRARY = [
  'errors.ts',
  'nearest.ts',
  'parse/',
  'datasets/',
  'suites/',
  'harness/',
  'load/',
  'results/',
  'scheduling/',
  'serving/',
  'stats/',
  'report/',
  'ui/',
];

export const ARROWS: readonly Arrow[] = [
  { from: 'stats/', to: [] },
  { from: 'errors.ts', to: [] },
  { from: 'nearest.ts', to: [] },
  { from: 'parse/', to: ['errors.ts', 'nearest.ts'] },
  { from: 'results/', to: ['stats/', 'errors.ts'] },
  { from: 'report/', to: ['results/', 'stats/', 'errors.ts'] },
  { from: 'ui/', to: ['results/', 'stats/', 'errors.ts'] },

  { from: 'backends/backend.ts', to: [] },
  { from: 'backends/registry.ts', to: ['backends/backend.ts', 'backends/*/index.ts'] },
  { from: 'backends/shared/', to: ['backends/backend.ts'] },
  {
    from: 'backends/setup/',
    to: ['backends/backend.ts', 'backends/registry.ts', 'backends/shared/', 'errors.ts'],
  },
  { from: 'backends/*/', to: ['backends/backend.ts', 'backends/shared/'] },

  // NumPy's draws are made of the same words as Python's, which load/ draws too.
  {
    from: 'datasets/',
    to: ['stats/', 'errors.ts', 'nearest.ts'],
    typesOf: ['backends/backend.ts', 'results/'],
  },
  // The generator is a process of its own, started from built JavaScript as a worker is.
  { from: 'load/', to: ['backends/shared/built-entry.ts', 'results/', 'stats/', 'errors.ts'] },
  {
    from: 'serving/',
    // Retrieval is the project's own search; models and corpora are fetched as datasets are.
    to: [
      'backends/backend.ts',
      'backends/registry.ts',
      'backends/shared/built-entry.ts',
      'backends/shared/errors.ts',
      'backends/shared/onnx-model/',
      'datasets/',
      'results/',
      // Its policies drive the gateway as they drive the simulator.
      'scheduling/',
      'stats/',
      'errors.ts',
    ],
  },
  // Policies are pure: neither clock nor packages, nor anything of the programs that drive them.
  { from: 'scheduling/policies/', to: ['scheduling/', 'stats/', 'errors.ts'] },
  {
    from: 'scheduling/',
    to: ['load/arrivals/', 'datasets/', 'results/', 'stats/', 'errors.ts', 'nearest.ts'],
  },
  // Suites of what is computed read their own flags, by the parsers of every command.
  {
    from: 'suites/',
    // The float64 distance is what a right answer is, the start of K-Means is part of its question, and a suite can find
    // a subject without a path for it: all that it takes from below the backends' seam.
    to: [
      'backends/backend.ts',
      'backends/shared/errors.ts',
      'backends/shared/exact-distance.ts',
      'backends/shared/kmeans/starts.ts',
      'datasets/',
      'load/',
      'parse/',
      // To a suite the simulator is what the generator of load is: how it is measured.
      'scheduling/',
      'serving/tier.ts',
      'results/',
      'stats/',
      'errors.ts',
      'nearest.ts',
    ],
  },
  {
    from: 'harness/',
    // Subjects only by name through the registry; a child process starts from built JavaScript as a worker does.
    to: [
      'backends/backend.ts',
      'backends/registry.ts',
      'backends/shared/built-entry.ts',
      'suites/',
      'results/',
      'stats/',
      'errors.ts',
    ],
  },

  { from: 'cli/', to: [...LIBRARY, ...OUTSIDE_OF_BACKENDS] },
  { from: 'commands/', to: [...LIBRARY, ...OUTSIDE_OF_BACKENDS, 'cli/'] },
  { from: 'hooks/', to: [...LIBRARY, ...OUTSIDE_OF_BACKENDS, 'cli/'] },
  { from: 'index.ts', to: [...LIBRARY, ...OUTSIDE_OF_BACKENDS] },
];

/** Packages that only these places may import. */
export const PACKAGES: readonly { readonly packages: readonly string[]; readonly only: readonly string[] }[] =
  [
    { packages: ['cli-table3', 'asciichart'], only: ['report/'] },
    { packages: ['ink', 'react'], only: ['ui/'] },
    { packages: ['@oclif/core'], only: ['cli/', 'commands/', 'hooks/'] },
  ];

/** Places that import no package and no module of Node, so that they are numbers in and numbers out. */
export const PURE: readonly string[] = ['stats/', 'backends/backend.ts'];

/** Pure numeric functions: whatever folder `kernels` lies in, its files import nothing but files of such folders. */
export const KERNELS = 'kernels';

/** Who may read the clock, and why anybody but the harness may. */
export const CLOCK_READERS: readonly { readonly place: string; readonly why: string }[] = [
  { place: 'harness/', why: 'it is the one that measures' },
  { place: 'load/', why: 'requests leave at intended times, from which latency counts' },
  {
    place: 'serving/',
    why: 'batches close and instances scale by time, and a server says where its time went',
  },
  { place: 'cli/cache/', why: 'what was not used for a month is told by the dates of files' },
];

/** What lies outside the package and is loaded by a path known only when it runs: engines, and the base of a gate. */
export const OPAQUE_IMPORTERS: readonly string[] = [
  'backends/*/',
  'serving/models/gguf/',
  'cli/gate/base-checkout.ts',
];

export const MOST_LINES = 350;
export const MOST_MEDIAN_LINES = 80;
export const VAGUE_NAMES: readonly string[] = [
  'util',
  'utils',
  'helper',
  'helpers',
  'manager',
  'managers',
  'misc',
];
