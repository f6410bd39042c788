import { setTimeout as delay } from 'node:timers/promises';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { OFFER } from './programme.js';
import { Server } from './server.js';
import { ServerProcess, type Variables } from './server-process.js';

interface NotReady {
  readonly error: Readonly<Record<string, { readonly message: string }>>;
}

/**
 * Read models that meet an EventStoreDB that they were not built from.
 *
 * @param variables settings of the programme on either store, each with read models of its own
 * @param apart whether the api also runs without a worker on these settings
 */
export function describeAnotherStore(
  variables: (store: 'own' | 'another') => Variables = () => ({}),
  apart = false,
): void {
  let own: ProtocolProcess;
  let another: ProtocolProcess;
  let server: Server;
  let late: ServerProcess | undefined;

  beforeAll(async () => {
    [own, another] = await Promise.all([ProtocolProcess.start(), ProtocolProcess.start()]);
    const [ofAnother, ofOwn] = await Promise.all([
      filled(another, variables('another')),
      filled(own, variables('own')),
    ]);
    server = ofOwn;
    await ofAnother.remove();
    await server.stop();
  }, 120_000);
  afterAll(async () => {
    late?.signal('SIGKILL');
    await server.remove();
    await own.remove();
    await another.remove();
  });

  async function filled({ connectionString }: ProtocolProcess, settings: Variables): Promise<Server> {
    const running = await Server.start({
      EVENTSTOREDB_URL: connectionString,
      CLOCK_STARTS_AT: '',
      ...settings,
    });
    const { body } = await running.post('/v1/offers', OFFER);
    await running.call('GET', `/v1/offers?waitFor=${String(body['position'])}&timeoutMs=10000`);
    return running;
  }

  const started = (...args: readonly string[]) => {
    const settings = {
      DATA_DIR: server.dataDir,
      EVENTSTOREDB_URL: another.connectionString,
      CLOCK_STARTS_AT: '',
      ...variables('own'),
    };
    return new ServerProcess(settings, undefined, { app: 'api', args });
  };

  it('refuse the start, and say what to do', async () => {
    const { code, printed } = await started().ended;
    expect(code).toBe(1);
    expect(printed).toMatch(
      /^The read models were built from another event store .*read-models\.sqlite.*\n$/,
    );
  }, 60_000);

  const alone = { what: 'make an api without a worker unready', component: 'readModels' };
  it.each([
    { what: 'stand still', component: 'projections', args: [] },
    ...(apart ? [{ ...alone, args: ['--without-worker'] }] : []),
  ])(
    '$what where the store comes later, and say why',
    async ({ component, args }) => {
      await another.kill();
      late = started(...args);
      const origin = await late.listening();
      await another.start();
      const ready = async () => (await fetch(`${origin}/health/ready`)).json() as Promise<NotReady>;
      let told = await ready();
      while (told.error[component]?.message.includes('built from another event store') !== true) {
        await delay(50);
        told = await ready();
      }
      expect(told).toMatchObject({ status: 'error', error: { [component]: { status: 'down' } } });
      late.signal('SIGTERM');
      expect(await late.ended).toMatchObject({ code: 0 });
    },
    60_000,
  );

  it('go on with their own', async () => {
    await server.restart();
    const { body } = await server.post('/v1/offers', { ...OFFER, offerId: 'second' });
    const shown = await server.call('GET', `/v1/offers?waitFor=${String(body['position'])}&timeoutMs=10000`);
    expect(shown.body['items']).toHaveLength(2);
  }, 60_000);
}
