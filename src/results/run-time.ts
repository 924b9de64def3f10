const STAMP = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})-/;

/** When a run began, in UTC, as its id says: `2026-11-21T10:46:57Z`; null of an id that was not made by `newRunId`. */
export function timeOfRun(runId: string): string | null {
  const [, year, month, day, hour, minute, second] = STAMP.exec(runId) ?? [];
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return second === undefined || Number.isNaN(Date.parse(time)) ? null : time;
}
