/** Tests run from `dist`, the very files that ship: worker threads and child processes need no second way to load TypeScript. */
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['**/*.spec.js'],
  transform: {},
  injectGlobals: true,
  // Many tests run real processes; on a busy machine these take their time.
  testTimeout: 30_000,
};
