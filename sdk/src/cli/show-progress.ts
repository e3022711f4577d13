import cliProgress from 'cli-progress';
import type { JobProgress } from '../jobs/job-models.js';
import type { Words } from './words.js';

/** Shows how far a job is. */
export interface ProgressShown {
  show(progress: JobProgress): void;
  stop(): void;
}

const NOTHING: ProgressShown = { show: () => undefined, stop: () => undefined };
const BAR = 24;

/** A line on a terminal: phase, bar, rows, rows a second and the time left; nothing where nobody watches. */
export function showProgress(
  stream: NodeJS.WriteStream,
  { phases, left }: Words,
  quiet: boolean,
): ProgressShown {
  if (quiet || !stream.isTTY) return NOTHING;
  const bar = new cliProgress.SingleBar({
    stream,
    hideCursor: true,
    format: (_options, { total, value }, { phase, since, from }: Shown) => {
      const elapsedS = Math.max(0.001, (Date.now() - since) / 1000);
      const rate = (value - from) / elapsedS;
      const speed = `${Math.round(rate)}/s`;
      if (phase === 'UPLOADING') return `${phases[phase]} ${value} | ${speed}`;
      const share = total === 0 ? 1 : Math.min(1, value / total);
      const drawn = '='.repeat(Math.round(share * BAR)).padEnd(BAR);
      const eta = rate > 0 ? ` | ${timeOf((total - value) / rate)} ${left}` : '';
      return `${phases[phase]} [${drawn}] ${Math.floor(share * 100)}% ${value}/${total} | ${speed}${eta}`;
    },
  });
  let shown: Shown | null = null;
  return {
    show({ phase, uploaded, decided, downloaded }) {
      const value = { UPLOADING: uploaded, DECIDING: decided, DOWNLOADING: downloaded }[phase];
      if (shown?.phase !== phase) {
        const isFirst = shown === null;
        shown = { phase, since: Date.now(), from: value };
        if (isFirst) bar.start(uploaded, value, shown);
      }
      bar.setTotal(uploaded);
      bar.update(value, shown);
    },
    stop: () => bar.stop(),
  };
}

/** A phase, when it began, and with how many rows. */
interface Shown {
  readonly phase: JobProgress['phase'];
  readonly since: number;
  readonly from: number;
}

function timeOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
