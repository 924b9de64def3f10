/** p: address on the device, i: int, l: long long, f: float. */
export type ParameterType = 'p' | 'i' | 'l' | 'f';

const TILED_NEAREST = 'p iiii p p i p iii p p p';
const TILED_KEYS = 'p iiiii p p i p p';
const ASSIGN = 'p iiii p p i p p p p';

/** Kernels of cuda/mls.cu with the types of their parameters. */
export const KERNEL_SIGNATURES = {
  pad_rows: 'p p iii',
  row_terms: 'p iiii p p',
  scan_f32: 'p iiiiii p p p p',
  scan_f64: 'p iiii p p p',
  row_distances: 'p p iii p',
  keys_product_128: TILED_KEYS,
  keys_product_32: TILED_KEYS,
  keys_l1_128: TILED_KEYS,
  keys_l1_32: TILED_KEYS,
  distances_of_keys: 'p iii p p i p f p',
  nearest_product_128: TILED_NEAREST,
  nearest_product_32: TILED_NEAREST,
  nearest_l1_128: TILED_NEAREST,
  nearest_l1_32: TILED_NEAREST,
  assign_128: ASSIGN,
  assign_32: ASSIGN,
  select_f32: 'p p l i p p',
  select_f64: 'p p l i p p',
} as const satisfies Record<string, string>;

export type KernelName = keyof typeof KERNEL_SIGNATURES;
export const KERNEL_NAMES = Object.keys(KERNEL_SIGNATURES) as KernelName[];

export function parametersOf(kernel: KernelName): readonly ParameterType[] {
  return [...KERNEL_SIGNATURES[kernel].replaceAll(' ', '')] as ParameterType[];
}
