import { access } from 'node:fs/promises';

/** `file.hdf5#test` names the dataset `test` of a file; a file whose own name holds a `#` is itself. */
export async function splitMember(
  name: string,
): Promise<{ readonly path: string; readonly member?: string }> {
  const hash = name.lastIndexOf('#');
  if (hash <= 0) return { path: name };
  const exists = await access(name).then(
    () => true,
    () => false,
  );
  return exists ? { path: name } : { path: name.slice(0, hash), member: name.slice(hash + 1) };
}
