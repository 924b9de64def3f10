import type { FileMetaData, SchemaTree } from 'hyparquet';
import { UsageError } from '../../errors.js';

/**
 * Where the numbers of a row stand: in one column of lists, or spread over numeric columns.
 * Each path leads to a leaf of the schema.
 */
export type VectorColumns =
  | { readonly kind: 'list'; readonly name: string; readonly leaf: readonly string[] }
  | { readonly kind: 'columns'; readonly leaves: readonly (readonly string[])[] };

function isNumber({ element, children }: SchemaTree): boolean {
  if (children.length > 0) return false;
  const logical = element.logical_type?.type;
  if (element.type === 'FIXED_LEN_BYTE_ARRAY') return logical === 'FLOAT16';
  const plainNumber = logical === undefined || logical === 'INTEGER';
  return plainNumber && ['INT32', 'INT64', 'FLOAT', 'DOUBLE'].includes(element.type ?? '');
}

/** The leaf below a column whose rows are lists of numbers. */
function listLeaf(column: SchemaTree): readonly string[] | undefined {
  let repeated = 0;
  let node: SchemaTree | undefined = column;
  while (node) {
    if (node.element.repetition_type === 'REPEATED') repeated++;
    if (node.children.length === 0) return repeated === 1 && isNumber(node) ? node.path : undefined;
    node = node.children.length === 1 ? node.children[0] : undefined;
  }
  return undefined;
}

const isPlain = (column: SchemaTree) => isNumber(column) && column.element.repetition_type !== 'REPEATED';

/**
 * Chooses the columns: those `member` names (`a` or `a,b,c`), else the only column of lists, else all columns where
 * all are numbers.
 * @throws UsageError when that leaves a choice or nothing.
 */
export function chooseColumns(
  path: string,
  { children }: Pick<SchemaTree, 'children'>,
  member: string | undefined,
): VectorColumns {
  const nameOf = (column: SchemaTree) => column.element.name;
  const lists = children.flatMap((column) => {
    const leaf = listLeaf(column);
    return leaf ? [{ kind: 'list', name: nameOf(column), leaf } as const] : [];
  });
  const plain = children.filter(isPlain);
  const have = children.map(nameOf).join(', ');

  if (member !== undefined) {
    const list = lists.find(({ name }) => name === member);
    if (list) return list;
    const leaves = member.split(',').map((name) => {
      const column = plain.find((candidate) => nameOf(candidate) === name);
      if (column) return column.path;
      throw new UsageError(
        `expected "${name}" to be a column of numbers or of lists of numbers in ${path}; its columns are ${have}.`,
      );
    });
    return { kind: 'columns', leaves };
  }
  const [only, other] = lists;
  if (only && !other) return only;
  if (only) {
    const names = lists.map(({ name }) => name).join(', ');
    throw new UsageError(
      `expected one column of lists in ${path}; it has ${names}. Name one: ${path}#${only.name}.`,
    );
  }
  if (plain.length === children.length && plain.length > 0) {
    return { kind: 'columns', leaves: plain.map((column) => column.path) };
  }
  const odd = children.find((column) => !isPlain(column));
  throw new UsageError(
    `expected every column of ${path} to hold numbers, or one to hold lists of them; "${odd ? nameOf(odd) : ''}" does not. ` +
      `Name the columns to use: ${path}#${plain.slice(0, 3).map(nameOf).join(',') || 'name'}.`,
  );
}

/** Rows of each row group, and the row each begins with. */
export function rowGroupStarts(metadata: FileMetaData): {
  readonly starts: readonly number[];
  readonly n: number;
} {
  let n = 0;
  const starts = metadata.row_groups.map((group) => {
    const start = n;
    n += Number(group.num_rows);
    return start;
  });
  return { starts, n };
}
