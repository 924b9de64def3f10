import { z } from 'zod';
import { EXIT, MlsError } from '../../errors.js';
import { type LiveSetup, liveSetup } from '../../scheduling/live-setup.js';
import { WORKER_ENTRY, WorkerProcess } from '../../serving/balanced/workers/worker-process.js';
import type { RagAnswer, TierSpec } from '../../serving/tier.js';
import { type AnswerCheck, checkAnswers } from '../../suites/serving/check-answers.js';
import { bodyOf, type Question } from '../../suites/serving/questions.js';

export interface TierProcess {
  readonly url: string;
  /** How it ended, in words; undefined while it runs. */
  ended(): string | undefined;
  /** Drains it, and ends it if that takes long. */
  stop(): Promise<void>;
}

/** A model that embeds a corpus for the first time has done so before: what is left is loading. */
const START_MS = 300_000;
/** Nobody waits for an answer any more when a tier is stopped; what it still does is not worth more. */
const STOP_MS = 2000;
const QUESTION_MS = 120_000;
const QUESTION_TRIES = 5;
const UNAVAILABLE = 503;

/**
 * Starts a tier, the gateway too, in a process of its own that ends with this one.
 * @throws MlsError `worker-failed` with what it said
 */
export async function startTierProcess(spec: TierSpec, signal: AbortSignal): Promise<TierProcess> {
  const worker = new WorkerProcess(WORKER_ENTRY, spec);
  // A second Ctrl-C ends this process at once. A gateway's workers notice by themselves that it has gone.
  const kill = () => worker.kill();
  process.once('exit', kill);
  const stop = new AbortController();
  const giveUp = (why: string) => stop.abort(worker.notStarted(why));
  let end: string | undefined;
  void worker.ended.then((how) => {
    end = how;
    process.off('exit', kill);
    giveUp(how);
  });
  const late = setTimeout(() => giveUp(`it took more than ${START_MS / 1000} s`), START_MS);
  const onInterrupt = () => giveUp('it was interrupted');
  signal.addEventListener('abort', onInterrupt);
  try {
    signal.throwIfAborted();
    const url = await worker.url(stop.signal);
    return { url, ended: () => end, stop: () => worker.stop(STOP_MS) };
  } catch (error) {
    kill();
    throw error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onInterrupt);
  }
}

/** What a tier that schedules tells of its workers; undefined of any other. */
export async function liveSetupOf(url: string, signal: AbortSignal): Promise<LiveSetup | undefined> {
  const response = await fetch(`${url}/healthz`, { signal });
  const { scheduling } = z.object({ scheduling: liveSetup.optional() }).parse(await response.json());
  return scheduling;
}

/**
 * Asks each question once, so that what is loaded is known to answer rightly.
 * @throws MlsError `no-answer`
 */
export async function checkTier(
  url: string,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<AnswerCheck> {
  const answers: RagAnswer[] = [];
  try {
    for (const question of questions) answers.push(await askAgain(url, question, signal));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MlsError(`a question was not answered: ${reason}`, 'no-answer', EXIT.unexpected, { cause });
  }
  return checkAnswers(questions, answers);
}

/** A policy refuses what a busy host would make late; an answer is wanted all the same, if one can be had. */
async function askAgain(url: string, question: Question, signal: AbortSignal): Promise<RagAnswer> {
  for (let tries = 1; ; tries++) {
    const { status, text } = await ask(url, question, signal);
    if (status === 200) return JSON.parse(text);
    if (status !== UNAVAILABLE || tries >= QUESTION_TRIES) throw new Error(`HTTP ${status}: ${text}`);
  }
}

async function ask(
  url: string,
  question: Question,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${url}/rag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: bodyOf(question),
    signal: AbortSignal.any([signal, AbortSignal.timeout(QUESTION_MS)]),
  });
  return { status: response.status, text: await response.text() };
}
