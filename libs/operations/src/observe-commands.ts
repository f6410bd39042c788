import type { CommandObserver } from '#application';
import type { Metrics } from '#telemetry';

/** Counts what the write side does. */
export function observeCommands(metrics: Metrics): CommandObserver {
  return {
    decided: (command, outcome, code = '') => {
      metrics.commands.inc({ command, outcome, code });
    },
    conflicted: () => {
      metrics.appendConflicts.inc();
    },
    appended: (seconds) => {
      metrics.appendDuration.observe(seconds);
    },
  };
}
