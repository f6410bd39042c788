import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { Server } from '../end-to-end/server.js';

/** What a browser does not need here, and would look for in the network. */
const ALONE = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe('the page at /docs', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = await Server.start({ CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' });
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: ALONE });
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    complaints.length = 0;
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${server.url}/docs`);
    await page.locator('.opblock').first().waitFor();
  });
  afterEach(() => page.close());

  async function authorize(): Promise<void> {
    const [, key = ''] = server.authorization.authorization.split(' ');
    await page.locator('.btn.authorize').click();
    await page.locator('.modal-ux input').fill(key);
    await page.locator('.modal-ux .btn.authorize').click();
    await page.locator('.modal-ux .btn-done').click();
  }

  /** Opens an operation, and sends it as the page has filled it in. @returns what was asked, and the answer's status */
  async function tryOut(method: string, path: string): Promise<string> {
    const operation = operationOf(method, path);
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.try-out__btn').click();
    await operation.locator('.btn.execute').click();
    const status = await operation
      .locator('.live-responses-table .response .response-col_status')
      .innerText();
    const url = await operation.locator('.request-url pre').innerText();
    return `${url.slice(server.url.length)} ${status.slice(0, 3)}`;
  }

  function operationOf(method: string, path: string): Locator {
    return page.locator(`.opblock-${method}`, { has: page.locator(`[data-path="${path}"]`) });
  }

  it('shows every route of the description, and the browser has nothing against it', async () => {
    const { body } = await server.call('GET', '/openapi.json');
    const described = Object.values(body['paths'] as Record<string, object>).flatMap(Object.keys);
    expect(await page.locator('.opblock').count()).toBe(described.length);
    expect(complaints).toEqual([]);
  });

  it('tries commands and queries with what it has filled in, which asks for nothing special', async () => {
    await authorize();
    expect(await tryOut('post', '/v1/offers')).toBe('/v1/offers?dryRun=false 201');
    expect(await tryOut('post', '/v1/vouchers')).toBe('/v1/vouchers?dryRun=false 201');
    expect(await tryOut('get', '/v1/vouchers')).toBe('/v1/vouchers?timeoutMs=2000&limit=50 200');
    expect(await tryOut('get', '/v1/programme/overview')).toBe('/v1/programme/overview?timeoutMs=2000 200');
    expect(complaints).toEqual([]);
  });
});
