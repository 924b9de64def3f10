import { z } from 'zod';

const name = z.string().min(1);
const quantity = z.union([z.string(), z.number()]).transform(String);
const rate = z.number().positive();

/** A profile by its name, or milliseconds by batch size. */
const profile = z.union([
  z.string(),
  z.record(z.string().regex(/^[1-9]\d*$/, 'expected a batch size'), z.number().positive()),
]);
export type ProfileEntry = z.infer<typeof profile>;

/** Models that differ only behind a layer. */
const prefix = z
  .strictObject({
    models: z.int().min(1),
    shared: profile,
    own: profile,
    'shared-memory': quantity.optional(),
    'own-memory': quantity.optional(),
  })
  .refine((one) => (one['shared-memory'] === undefined) === (one['own-memory'] === undefined), {
    message: 'expected shared-memory and own-memory, or neither',
  });

const session = z
  .strictObject({
    name,
    slo: quantity,
    rate,
    profile: profile.optional(),
    prefix: prefix.optional(),
    memory: quantity.optional(),
  })
  .refine((one) => (one.profile === undefined) !== (one.prefix === undefined), {
    message: 'expected profile or prefix, one of them',
  })
  .refine(({ prefix, memory }) => prefix === undefined || memory === undefined, {
    message: 'expected shared-memory and own-memory of a prefix instead of memory',
  });
export type SessionEntry = z.infer<typeof session>;

const stage = z.strictObject({
  name,
  profile,
  /** The stage whose answers it works on; the first stage has none. */
  after: name.optional(),
  /** Requests of it that one of the stage before brings. */
  fanout: z.number().positive().default(1),
  memory: quantity.optional(),
});
export type StageEntry = z.infer<typeof stage>;

const query = z.strictObject({
  name,
  slo: quantity,
  rate,
  segments: z.int().min(2).max(1000).default(40),
  stages: z.array(stage).min(1),
});
export type QueryEntry = z.infer<typeof query>;

/** What `mls plan nexus` reads; docs/nexus-sessions.md says it in words. */
export const sessionFile = z
  .strictObject({
    'gpu-memory': quantity.optional(),
    sessions: z.array(session).default([]),
    queries: z.array(query).default([]),
  })
  .refine(({ sessions, queries }) => sessions.length + queries.length > 0, {
    message: 'expected at least one session or query',
  });
