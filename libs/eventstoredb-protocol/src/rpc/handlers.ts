import type {
  handleBidiStreamingCall,
  handleClientStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
} from '@grpc/grpc-js';
import { toRpcError } from './errors.js';

export function unary<Request, Response>(
  serve: (call: ServerUnaryCall<Request, Response>) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    serve(call).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(toRpcError(error));
      },
    );
  };
}

export function clientStreaming<Request, Response>(
  serve: (call: ServerReadableStream<Request, Response>) => Promise<Response>,
): handleClientStreamingCall<Request, Response> {
  return (call, callback) => {
    serve(call).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(toRpcError(error));
      },
    );
  };
}

export function serverStreaming<Request, Response>(
  serve: (call: ServerWritableStream<Request, Response>) => Promise<void>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    finish(call, serve(call));
  };
}

export function bidiStreaming<Request, Response>(
  serve: (call: ServerDuplexStream<Request, Response>) => Promise<void>,
): handleBidiStreamingCall<Request, Response> {
  return (call) => {
    finish(call, serve(call));
  };
}

function finish(
  call: { readonly cancelled: boolean; end(): void; emit(event: 'error', error: Error): unknown },
  served: Promise<void>,
): void {
  served.then(
    () => {
      if (!call.cancelled) call.end();
    },
    (error: unknown) => {
      // An error that is emitted is how grpc-js wants the status of a streaming call.
      if (!call.cancelled) call.emit('error', toRpcError(error));
    },
  );
}
