import { Differences, Products, VECTOR_BYTES } from './lanes';
import { STRIP_ROWS, strip1x4, TILE_ROWS, tile4x2 } from './tiles';

/**
 * Sums over columns of a group of packed queries with `count` rows. Of four queries: one vector per row, a lane for
 * each query. Of a single one: a float per row. `out` has room for two vectors more, as the last tile may go past the
 * last row: it takes that row again.
 */
export function addGroup(manhattan: bool, group: usize, width: i32, rows: usize, d: i32, count: i32, out: usize): void {
  if (width == 1) {
    if (manhattan) addStrips<Differences>(group, rows, d, count, out);
    else addStrips<Products>(group, rows, d, count, out);
  } else {
    if (manhattan) addTiles<Differences>(group, rows, d, count, out);
    else addTiles<Products>(group, rows, d, count, out);
  }
}

// @ts-ignore: decorator
@inline
function addTiles<Terms>(group: usize, rows: usize, d: i32, count: i32, out: usize): void {
  const rowBytes: usize = (d as usize) << 2;
  const last = rows + ((count - 1) as usize) * rowBytes;
  for (let i: i32 = 0; i < count; i += TILE_ROWS) {
    tile4x2<Terms>(group, rows, min(rows + rowBytes, last), d, out);
    rows += (TILE_ROWS as usize) * rowBytes;
    out += (TILE_ROWS as usize) * VECTOR_BYTES;
  }
}

// @ts-ignore: decorator
@inline
function addStrips<Terms>(group: usize, rows: usize, d: i32, count: i32, out: usize): void {
  const rowBytes: usize = (d as usize) << 2;
  const last = rows + ((count - 1) as usize) * rowBytes;
  for (let i: i32 = 0; i < count; i += STRIP_ROWS) {
    const b = min(rows + rowBytes, last);
    const c = min(rows + 2 * rowBytes, last);
    const e = min(rows + 3 * rowBytes, last);
    v128.store(out, strip1x4<Terms>(group, rows, b, c, e, d));
    rows += (STRIP_ROWS as usize) * rowBytes;
    out += VECTOR_BYTES;
  }
}
