import { newVoucherCode } from '#personal-data';
import { createLogger, type LoggerOptions } from '../index.js';

function logTo(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  return { lines, logger: createLogger({ level: 'info', destination, ...options }) };
}

describe('the logger', () => {
  it('writes an entry as one line of JSON', () => {
    const { lines, logger } = logTo();
    logger.info({ port: 3000 }, 'listening\nnow');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      pid: process.pid,
      port: 3000,
      msg: 'listening\nnow',
    });
    expect(JSON.parse(lines[0] ?? '')).toHaveProperty('time', expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/));
  });

  it('leaves out what is below its level', () => {
    const { lines, logger } = logTo({ level: 'warn' });
    logger.info('not this');
    logger.warn('this');
    expect(lines).toHaveLength(1);
  });

  it('redacts messages, fields, errors with their stacks and causes, and bindings of children', () => {
    const code = newVoucherCode();
    const { lines, logger } = logTo({ secrets: ['correct horse battery', undefined] });
    const cause = new TypeError(`no voucher ${code}`);
    const error = new Error(`refused ${code} of ada@example.com`, { cause });
    logger
      .child({ voucher: code })
      .error({ err: error, request: { url: `/v1/vouchers/${code}` } }, `lost ${code}`);
    logger.error(error);
    logger.info({ [code]: [`correct horse battery`] });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      JSON.parse(line);
      for (const secret of [code, 'ada@example.com', 'correct horse']) expect(line).not.toContain(secret);
    }
    expect(lines[0]).toContain('/v1/vouchers/[voucher code]');
    expect(lines[1]).toContain('logger.unit.spec');
  });

  it('shows the sentence of an error that has a code, and the stack of one that nobody foresaw', () => {
    const { lines, logger } = logTo();
    logger.error({
      err: Object.assign(new Error('The disk is full: free space.'), { code: 'STORAGE_FULL' }),
    });
    logger.error({ err: Object.assign(new TypeError('no text'), { code: 'ERR_INVALID_ARG_TYPE' }) });
    logger.error({ err: 'no error at all' });
    const shown = lines.map((line) => (JSON.parse(line) as { err: unknown }).err);
    expect(shown[0]).toEqual({
      type: 'Error',
      code: 'STORAGE_FULL',
      message: 'The disk is full: free space.',
    });
    expect(shown[1]).toMatchObject({ type: 'TypeError' });
    expect(JSON.stringify(shown[1])).toContain('logger.unit.spec');
    expect(shown[2]).toBe('no error at all');
  });
});
