#!/usr/bin/env -S node --import tsx
// The command line from source, for development. Workers and child processes still start from dist/.
process.env.NODE_ENV ??= 'development';

const { execute } = await import('@oclif/core/execute');
await execute({ development: true, dir: import.meta.url });
