import { jest } from '@jest/globals';
import { describeSecondShot } from './second-shot.js';

jest.setTimeout(60_000);

describe('Second Shot over HTTP', () => {
  describeSecondShot();
});
