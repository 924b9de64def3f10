/** JSON Schema of the body of `POST /rag`. Unknown members are refused, so that a misspelt `k` is noticed. */
export const RAG_BODY_SCHEMA = {
  type: 'object',
  required: ['query'],
  additionalProperties: false,
  properties: {
    query: { type: 'string', minLength: 1, maxLength: 10_000 },
    k: { type: 'integer', minimum: 1, maximum: 100, default: 2 },
  },
} as const;

/** What a body is once it was validated: defaults are filled in. */
export interface RagBody {
  readonly query: string;
  readonly k: number;
}

/** With it fastify writes answers without looking at each value's type. */
export const RAG_ANSWER_SCHEMA = {
  type: 'object',
  properties: {
    query: { type: 'string' },
    result: { type: 'string' },
    passages: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          title: { type: 'string' },
          text: { type: 'string' },
          score: { type: 'number' },
        },
      },
    },
    model: { type: 'string' },
    timings: {
      type: 'object',
      properties: {
        queueMs: { type: 'number' },
        embedMs: { type: 'number' },
        retrieveMs: { type: 'number' },
        generateMs: { type: 'number' },
        batch: { type: 'integer' },
      },
    },
  },
} as const;
