import { ReadModelsDamaged } from '#read-models';
import { answerTo } from './problem.js';

describe('the answer to an error', () => {
  it('says of damaged read models that an operator is needed, and not where they are', () => {
    const { problem, headers } = answerTo(new ReadModelsDamaged('/data/read-models.sqlite is damaged.'), 'c');
    expect(problem).toMatchObject({ status: 503, code: 'READ_MODELS_DAMAGED', correlationId: 'c' });
    expect(problem.detail).not.toContain('/data');
    expect(headers).toEqual({ 'retry-after': '60' });
  });
});
