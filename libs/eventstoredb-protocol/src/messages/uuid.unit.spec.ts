import fc from 'fast-check';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { readUuid, uuidStructured, uuidText } from './uuid.js';

describe('UUIDs', () => {
  it('are the same in both forms, over the wire too', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        for (const form of [uuidText, uuidStructured]) {
          expect(readUuid(shared.UUID.deserializeBinary(form(id).serializeBinary()))).toBe(id);
        }
      }),
    );
  });

  it('are empty where none was sent', () => {
    expect(readUuid(undefined)).toBe('');
    expect(readUuid(new shared.UUID())).toBe('');
  });
});
