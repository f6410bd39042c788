import { Metadata } from '@grpc/grpc-js';
import { readCredentials } from './credentials.js';

function read(authorization?: string) {
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set('authorization', authorization);
  return readCredentials(metadata);
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('credentials', () => {
  it.each([
    [basic('ada:key'), { name: 'ada', secret: 'key' }],
    [basic('ada:with:colons'), { name: 'ada', secret: 'with:colons' }],
    [basic(':'), { name: '', secret: '' }],
    [basic('ada:').replace('Basic', 'bAsIc'), { name: 'ada', secret: '' }],
    ['Bearer the-key', { secret: 'the-key' }],
  ])('are read from %p', (authorization, wanted) => {
    expect(read(authorization)).toEqual(wanted);
  });

  it.each([undefined, '', 'Basic', basic('no colon'), 'Digest abc', 'Bearer two words'])(
    'are not to be had from %p',
    (authorization) => {
      expect(read(authorization)).toBeUndefined();
    },
  );
});
