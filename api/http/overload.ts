import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Sheds load before it hurts those who are being served. */
export interface OverloadGate {
  /** Takes a place; false = there is none, and the caller is told to come back. */
  enter(): boolean;
  leave(): void;
  /** Requests inside. */
  readonly inFlight: number;
  stop(): void;
}

export interface OverloadLimits {
  /** Requests at a time. */
  readonly inFlight: number;
  /** Event-loop delay in milliseconds (median of two windows in a row) above which nobody new enters: one long turn is no overload. */
  readonly delayMs: number;
}

const WINDOW_MS = 500;
const RESOLUTION_MS = 10;

/** A gate over this process's event loop. */
export function createOverloadGate(limits: OverloadLimits): OverloadGate {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let inFlight = 0;
  let lateWindows = 0;
  const timer = setInterval(() => {
    lateWindows = delay.percentile(50) / 1e6 > limits.delayMs ? lateWindows + 1 : 0;
    delay.reset();
  }, WINDOW_MS);
  timer.unref();
  return {
    enter() {
      if (inFlight >= limits.inFlight || lateWindows >= 2) return false;
      inFlight++;
      return true;
    },
    leave() {
      inFlight--;
    },
    get inFlight() {
      return inFlight;
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
