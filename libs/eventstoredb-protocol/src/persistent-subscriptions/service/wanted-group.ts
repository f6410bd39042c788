import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import { ALL } from '../../access/caller.js';
import { HIGHEST } from '../../messages/highest.js';
import { readStreamName } from '../../messages/stream-name.js';
import { invalidArgument } from '../../rpc/errors.js';
import { readFilterTerms } from '../../streams/event-filter.js';
import type { GroupUpdate, NewGroup, StartFrom } from '../group-config.js';
import type { GroupName } from '../names.js';
import { readSettings } from './group-settings.js';

const { AllOptionCase } = persistent.CreateReq.AllOptions;
const { RevisionOptionCase } = persistent.CreateReq.StreamOptions;

type Options = persistent.CreateReq.Options | persistent.UpdateReq.Options;
type AllOptions = persistent.CreateReq.AllOptions | persistent.UpdateReq.AllOptions;

/** @throws RpcError INVALID_ARGUMENT when something is missing */
export function readNewGroup(options: persistent.CreateReq.Options): NewGroup {
  const filter = options.getAll()?.getFilter();
  return { ...readWanted(options), filter: filter && readFilterTerms(filter) };
}

/** @throws RpcError INVALID_ARGUMENT when something is missing */
export function readGroupUpdate(options: persistent.UpdateReq.Options): GroupUpdate {
  return readWanted(options);
}

function readWanted(options: Options): GroupUpdate {
  const settings = readSettings(options.getSettings());
  const all = options.getAll();
  if (all) return { ...named(options, ALL), settings, startFrom: startInAll(all) };
  const identifier = options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier();
  const stream = readStreamName(identifier);
  if (stream === ALL) throw invalidArgument('A group to $all has a call of its own.');
  return { ...named(options, stream), settings, startFrom: startInStream(options) };
}

function named(options: Options, stream: string): GroupName {
  return { stream, group: options.getGroupName() };
}

function startInAll(all: AllOptions): StartFrom {
  switch (all.getAllOptionCase()) {
    case AllOptionCase.POSITION:
      return placeOf(all.getPosition()?.getCommitPosition());
    case AllOptionCase.START:
      return 'start';
    case AllOptionCase.END:
      return 'end';
    default:
      throw invalidArgument('The position to start from is missing.');
  }
}

function startInStream(options: Options): StartFrom {
  const stream = options.getStream();
  // Clients from before there were groups to $all say it in the settings.
  if (!stream) return placeOf(options.getSettings()?.getRevision());
  switch (stream.getRevisionOptionCase()) {
    case RevisionOptionCase.REVISION:
      return placeOf(stream.getRevision());
    case RevisionOptionCase.START:
      return 'start';
    case RevisionOptionCase.END:
      return 'end';
    default:
      throw invalidArgument('The revision to start from is missing.');
  }
}

function placeOf(text = '0'): StartFrom {
  const place = BigInt(text);
  if (place === 0n) return 'start';
  return place > HIGHEST || place < 0n ? 'end' : place;
}
