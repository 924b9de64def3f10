declare module 'asciichart' {
  interface PlotConfig {
    readonly min?: number;
    readonly max?: number;
    /** Rows less one. */
    readonly height?: number;
    /** Columns of the axis and its labels; at least 2. */
    readonly offset?: number;
    readonly format?: (value: number) => string;
  }
  /** Throws on NaN and on an empty series; without `height` it draws one row per unit of the value range. */
  export function plot(series: readonly number[], config?: PlotConfig): string;
}
