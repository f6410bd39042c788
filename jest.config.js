/** Tests run from `dist`, the very files that ship: worker threads and child processes need no second way to load TypeScript. */
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['**/*.spec.js'],
  // Those need a server or a browser: `npm run test:servers` and `npm run test:browser` run them.
  testPathIgnorePatterns: ['\\.(servers|browser)\\.spec\\.js$'],
  transform: {},
  globalSetup: '<rootDir>/test/jest/files-in-memory.js',
  injectGlobals: true,
  // Many tests run real processes; on a busy machine these take their time.
  testTimeout: 30_000,
  // A worker per core, where Jest would leave one core out: of two, that is half of the machine.
  maxWorkers: '100%',
};
