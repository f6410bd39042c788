import { InvalidRequest } from '../../port/index.js';
import { textFault } from '../../validation/events.js';
import { originalStreamOf } from '../stream-names.js';

/** @throws InvalidRequest */
export function checkLogStream(stream: string): void {
  const fault = textFault(originalStreamOf(stream) ?? stream);
  if (fault) throw new InvalidRequest(`The stream name ${fault}.`);
}
