import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DriverCall, DriverCalls, readLanes } from './driver-calls.js';

const DOCUMENTS: DriverCall = {
  collection: 'documents.vouchers-v3-1.0123456789ab',
  method: 'find',
  args: [{ _id: { $in: ['retakes-v1-1'] } }, { batchSize: 2 }],
};
const CHECKPOINT: DriverCall = {
  collection: 'checkpoints',
  method: 'bulkWrite',
  args: [[{ insertOne: { document: { _id: 'vouchers-v3-1\u001f7', position: 7n, token: 1n } } }]],
};
const OF_ANOTHER: DriverCall = {
  collection: 'catalogue',
  method: 'findOne',
  args: [{ _id: 'retakes-v1-1--outcomes' }],
};
const OF_THE_RUNNER: DriverCall = {
  collection: 'documents.runner-control.0123456789ab',
  method: 'find',
  args: [{ _id: { $in: ['generations:vouchers'] } }],
};

describe('the calls of a rebuild', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-calls-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('come back as they were, in their order, those of each projection and of the runner by themselves', async () => {
    const calls = new DriverCalls();
    for (const call of [DOCUMENTS, OF_ANOTHER, OF_THE_RUNNER, CHECKPOINT]) calls.add(call);
    const file = join(directory, 'calls');
    await calls.save(file);
    expect(await readLanes(file)).toEqual([[DOCUMENTS, CHECKPOINT], [OF_ANOTHER], [OF_THE_RUNNER]]);
  });

  it('are not to be had when one failed', async () => {
    const calls = new DriverCalls();
    calls.add(CHECKPOINT);
    calls.failed(new Error('connection closed'));
    const file = join(directory, 'failed');
    await expect(calls.save(file)).rejects.toThrow('did not answer every call');
    await expect(readLanes(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
