import { EventEmitter, getEventListeners } from 'node:events';
import { endOf } from './call-end.js';

function newCall(cancelled = false) {
  return Object.assign(new EventEmitter(), { cancelled });
}

describe('the end of a call', () => {
  it('comes when the client leaves, or with the other signal', () => {
    const call = newCall();
    const left = endOf(call);
    expect(left.aborted).toBe(false);
    call.emit('cancelled');
    expect(left.aborted).toBe(true);
    const closing = new AbortController();
    const closed = endOf(newCall(), closing.signal);
    closing.abort();
    expect(closed.aborted).toBe(true);
  });

  it('has come already where one of these has', () => {
    expect(endOf(newCall(true)).aborted).toBe(true);
    expect(endOf(newCall(), AbortSignal.abort()).aborted).toBe(true);
  });

  it('leaves nothing behind at a signal that outlives the call', () => {
    const { signal } = new AbortController();
    const calls = Array.from({ length: 5 }, () => newCall());
    for (const call of calls) endOf(call, signal);
    for (const call of calls) call.emit('close');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
