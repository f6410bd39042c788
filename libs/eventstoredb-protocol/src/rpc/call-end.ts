import type { EventEmitter } from 'node:events';

/** A call as far as its end goes. */
export type EndingCall = EventEmitter & { readonly cancelled: boolean };

/**
 * A signal that aborts when the client leaves the call, or with `also`. Unlike `AbortSignal.any` it leaves nothing
 * behind at a signal that outlives the call.
 */
export function endOf(call: EndingCall, also?: AbortSignal): AbortSignal {
  const over = new AbortController();
  const end = () => {
    over.abort();
  };
  if (call.cancelled || also?.aborted === true) end();
  call.once('cancelled', end);
  also?.addEventListener('abort', end);
  call.once('close', () => also?.removeEventListener('abort', end));
  return over.signal;
}
