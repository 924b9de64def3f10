/**
 * The compiled file beside the caller that a worker or a child process starts from. Neither can load TypeScript, so a
 * caller that itself runs from source (tests do) is given the file that the build made of it.
 */
export function builtEntry(metaUrl: string, file: string): URL {
  const entry = new URL(file, metaUrl);
  entry.pathname = entry.pathname.replace(/\/src\/(?!.*\/src\/)/, '/dist/');
  return metaUrl.endsWith('.js') ? new URL(file, metaUrl) : entry;
}
