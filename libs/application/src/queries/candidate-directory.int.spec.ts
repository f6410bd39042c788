import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Position } from '#event-store';
import { openEmbeddedVault } from '#personal-data/embedded';
import { ReadModels } from '#read-models';
import type { CommandAccepted } from '../command-result.js';
import { ADA, Programme, publish, request } from '../testing/programme.js';
import { CandidateDirectory, candidateIn } from './candidate-directory.js';

describe('the directory, of a candidate whose request the read models do not show yet,', () => {
  let programme: Programme;
  let directory: CandidateDirectory;
  let requestedAt: Position;

  beforeEach(async () => {
    programme = await Programme.open();
    const { store, vault, blindIndex } = programme;
    directory = new CandidateDirectory(new ReadModels(store), vault, blindIndex);
    const { commands } = await programme.application();
    await commands.execute(publish());
    await programme.follow();
    ({ position: requestedAt } = (await commands.execute(request('ada'))) as CommandAccepted);
  });
  afterEach(() => programme.remove());

  it('tells when they do', async () => {
    const asked = directory.detailsOf(['ada'], requestedAt);
    const details = await programme.whileFollowed(() => asked);
    expect(candidateIn(details, 'ada')).toEqual({ candidate: ADA });
  });

  it('tells nothing where they stand still: not that the candidate was erased', async () => {
    const details = await directory.detailsOf(['ada'], requestedAt);
    expect(candidateIn(details, 'ada')).toEqual({});
  });

  it('tells nothing where the key is lost: nor does it fail', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'second-shot-directory-'));
    const { vault, blindIndex, close } = await openEmbeddedVault({ dataDir: elsewhere });
    const withoutKeys = new CandidateDirectory(new ReadModels(programme.store), vault, blindIndex);
    const details = await programme.whileFollowed(() => withoutKeys.detailsOf(['ada'], requestedAt));
    await close();
    await rm(elsewhere, { recursive: true });
    expect(candidateIn(details, 'ada')).toEqual({});
  });

  it('tells nothing where the key is damaged: nor does it fail, and others are told of', async () => {
    const { commands } = await programme.application();
    await commands.execute(request('bob'));
    const requestedAt = await programme.events.headPosition();
    const elsewhere = await mkdtemp(join(tmpdir(), 'second-shot-directory-'));
    await programme.copyKeys(elsewhere);
    const keys = new DatabaseSync(join(elsewhere, 'keys.sqlite'));
    keys.exec("UPDATE data_keys SET wrapped = zeroblob(length(wrapped)) WHERE candidate_id = 'ada'");
    keys.close();
    const { vault, blindIndex, close } = await openEmbeddedVault({ dataDir: elsewhere });
    const withDamage = new CandidateDirectory(new ReadModels(programme.store), vault, blindIndex);
    const details = await programme.whileFollowed(() => withDamage.detailsOf(['ada', 'bob'], requestedAt));
    await close();
    await rm(elsewhere, { recursive: true });
    expect(candidateIn(details, 'ada')).toEqual({});
    expect(candidateIn(details, 'bob')).toEqual({ candidate: ADA });
  });
});
