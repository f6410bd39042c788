/** The dependency rule of the architecture: who may import whom. @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-imports-nothing-of-ours',
      comment: 'The domain knows no framework, no store and no clock.',
      severity: 'error',
      from: { path: '^libs/vouchers/' },
      to: { path: '^(libs/(?!vouchers/)|apps/|node_modules/@nestjs/)' },
    },
    {
      name: 'ports-know-no-adapter',
      severity: 'error',
      from: {
        path: '^libs/(event-store/src/port|read-models/src/(port|runner|queries|projections)|personal-data/src/keys)/',
        pathNot: '\\.spec\\.ts$|/testing/',
      },
      to: { path: '/(embedded|eventstoredb|mongodb)/' },
    },
    {
      name: 'adapters-know-nothing-of-each-other',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/(embedded|eventstoredb|mongodb)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^libs/[^/]+/src/(embedded|eventstoredb|mongodb)/',
        pathNot: '^libs/$1/src/$2/',
      },
    },
    {
      name: 'sqlite-is-for-embedded-adapters',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot: '^libs/sqlite/|^libs/[^/]+/src/embedded/|\\.spec\\.ts$|/(testing|specs)/',
      },
      to: { path: '^libs/sqlite/' },
    },
    {
      name: 'recorded-events-know-the-event-port-and-the-domain',
      severity: 'error',
      from: { path: '^libs/recorded-events/' },
      to: { path: '^(libs/(?!(recorded-events|vouchers|event-store/src/port)/)|apps/)' },
    },
    {
      name: 'write-side-knows-no-read-model',
      severity: 'error',
      from: { path: '^libs/application/src/(write-side|commands)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/read-models/' },
    },
    {
      name: 'history-knows-no-query',
      comment: 'The command line loads it alone. What a view is made of, it says itself.',
      severity: 'error',
      from: { path: '^libs/application/src/history/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/application/src/queries/' },
    },
    {
      name: 'application-knows-ports-only',
      severity: 'error',
      from: { path: '^libs/application/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: {
        path: '^libs/(sqlite|settings|telemetry|access|wiring|http|operations)/|/(embedded|eventstoredb|mongodb)/',
      },
    },
    {
      name: 'protocol-knows-the-embedded-log-and-access',
      severity: 'error',
      from: { path: '^libs/eventstoredb-protocol/' },
      to: { path: '^(libs/(?!(eventstoredb-protocol|event-store|access|clock|errors)/)|apps/)' },
    },
    {
      name: 'protocol-is-wired-only',
      comment: 'Whoever wants the log in its process has the port; the protocol is for other processes.',
      severity: 'error',
      from: {
        path: '^(libs|apps)/(?!(eventstoredb-protocol|wiring)/)',
        pathNot: '\\.spec\\.ts$|/(testing|specs)/',
      },
      to: { path: '^libs/eventstoredb-protocol/' },
    },
    {
      name: 'nest-stops-at-application-and-the-http-edge',
      severity: 'error',
      from: { path: '^libs/(?!(application|http|operations)/)' },
      to: { path: '^node_modules/@nestjs/' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-other-app',
      comment: 'But for the worker, which the api also runs in its own process.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/($1|worker)/' },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$|/(contract|testing|specs)/' },
      to: { path: '\\.spec\\.ts$|/(testing|specs)/|^test/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unknown-packages',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'product-needs-no-development-package',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$|/(contract|testing|specs)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types'],
    },
  },
};
