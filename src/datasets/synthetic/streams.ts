/** Numbers that keep the streams of random words apart. They are part of what the values are: never change one. */
export const KIND = { uniform: 1, gaussian: 2, clustered: 3 } as const;

export const STREAM = { base: 1, queries: 2, centres: 3, planted: 4 } as const;
