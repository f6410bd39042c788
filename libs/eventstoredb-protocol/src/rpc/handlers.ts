import type {
  handleBidiStreamingCall,
  handleClientStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
} from '@grpc/grpc-js';
import { toRpcError } from './errors.js';

/** Told of each failure that nobody foresaw: the client only learns that there was one. */
export type OnFailure = (error: unknown) => void;

/** Makes handlers as grpc-js wants them from functions that answer, or throw. */
export class Handlers {
  constructor(private readonly onFailure: OnFailure) {}

  unary<Request, Response>(
    serve: (call: ServerUnaryCall<Request, Response>) => Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, callback) => {
      this.#answer(serve(call), call, callback);
    };
  }

  clientStreaming<Request, Response>(
    serve: (call: ServerReadableStream<Request, Response>) => Promise<Response>,
  ): handleClientStreamingCall<Request, Response> {
    return (call, callback) => {
      this.#answer(serve(call), call, callback);
    };
  }

  serverStreaming<Request, Response>(
    serve: (call: ServerWritableStream<Request, Response>) => Promise<void>,
  ): handleServerStreamingCall<Request, Response> {
    return (call) => {
      this.#finish(serve(call), call);
    };
  }

  bidiStreaming<Request, Response>(
    serve: (call: ServerDuplexStream<Request, Response>) => Promise<void>,
  ): handleBidiStreamingCall<Request, Response> {
    return (call) => {
      this.#finish(serve(call), call);
    };
  }

  #answer<Response>(
    served: Promise<Response>,
    call: { readonly cancelled: boolean },
    callback: sendUnaryData<Response>,
  ): void {
    served.then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        // Whatever fails because the client has left is nobody's concern.
        if (!call.cancelled) callback(toRpcError(error, this.onFailure));
      },
    );
  }

  #finish(
    served: Promise<void>,
    call: { readonly cancelled: boolean; end(): void; emit(event: 'error', error: Error): unknown },
  ): void {
    served.then(
      () => {
        if (!call.cancelled) call.end();
      },
      (error: unknown) => {
        // An error that is emitted is how grpc-js wants the status of a streaming call.
        if (!call.cancelled) call.emit('error', toRpcError(error, this.onFailure));
      },
    );
  }
}
