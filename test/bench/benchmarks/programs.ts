/** Modules of the programs that run in processes of their own. */
export const PROGRAMS = {
  sync: new URL('../floors/sync.program.js', import.meta.url),
  floorCommands: new URL('../floors/commands.program.js', import.meta.url),
  floorProjection: new URL('../floors/projection.program.js', import.meta.url),
  floorServer: new URL('../floors/server.program.js', import.meta.url),
  logAppends: new URL('../floors/log-appends.program.js', import.meta.url),
  logReads: new URL('../floors/log-reads.program.js', import.meta.url),
  commands: new URL('../ours/commands.program.js', import.meta.url),
  fill: new URL('../ours/fill.program.js', import.meta.url),
  rebuild: new URL('../ours/rebuild.program.js', import.meta.url),
  server: new URL('../ours/server.program.js', import.meta.url),
  protocolServer: new URL('../ours/protocol-server.program.js', import.meta.url),
  foreignAppends: new URL('../load/foreign-appends.program.js', import.meta.url),
  foreignReads: new URL('../load/foreign-reads.program.js', import.meta.url),
  repeat: new URL('../load/repeat.program.js', import.meta.url),
  lives: new URL('../load/lives.program.js', import.meta.url),
  paced: new URL('../load/paced.program.js', import.meta.url),
} as const;
