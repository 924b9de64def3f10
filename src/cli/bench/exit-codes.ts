/** Exit codes of every benchmark, as its help shows them. */
export const BENCH_EXIT_CODES = `EXIT CODES
  0    ok
  1    a backend failed
  2    usage
  98   wrong answers
  100  a backend that was named is unavailable
  130  interrupted (143 by SIGTERM); what was measured is kept`;
