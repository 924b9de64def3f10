/** What becomes of instances, for a view or a log. */
export type BalancedEvent =
  | {
      readonly type: 'started';
      readonly instance: number;
      readonly pid: number;
      readonly url: string;
      readonly startMs: number;
    }
  /** It was told to; `how` is its exit code or signal. */
  | { readonly type: 'stopped'; readonly instance: number; readonly how: string }
  | { readonly type: 'crashed'; readonly instance: number; readonly reason: string }
  /** It does not answer `GET /readyz` any more, or does again; no request goes to it in between. */
  | { readonly type: 'unready' | 'ready'; readonly instance: number; readonly reason: string }
  | {
      readonly type: 'scaled';
      readonly direction: 'up' | 'down';
      readonly to: number;
      readonly reason: string;
    };
