import { invalidArgument } from '../rpc/errors.js';

/** @throws RpcError INVALID_ARGUMENT when there are none */
export function requiredOptions<Options>(options: Options | undefined): Options {
  if (!options) throw invalidArgument('The options are missing.');
  return options;
}
