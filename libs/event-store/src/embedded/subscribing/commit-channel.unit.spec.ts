import { CommitChannel } from './commit-channel.js';

function heardOn(channel: CommitChannel): Promise<string> {
  return new Promise((resolve) => {
    channel.onAnnounced(() => {
      resolve('heard');
    });
  });
}

describe('a commit channel', () => {
  const opened: CommitChannel[] = [];
  const open = (file: string) => {
    const channel = new CommitChannel(file);
    opened.push(channel);
    return channel;
  };
  afterEach(() => {
    for (const channel of opened.splice(0)) channel.close();
  });

  it('tells those who follow the same file, and nobody else', async () => {
    const [writer, reader, stranger] = [open('a'), open('a'), open('b')];
    const strange = heardOn(stranger);
    const heard = heardOn(reader);
    writer.announce();
    await expect(heard).resolves.toBe('heard');
    open('b').announce();
    await strange;
  });

  it('tells once of what was committed in one turn of the event loop', async () => {
    const [writer, reader] = [open('a'), open('a')];
    let times = 0;
    const second = new Promise<void>((resolve) => {
      reader.onAnnounced(() => {
        times += 1;
        if (times === 2) resolve();
      });
    });
    for (let commits = 0; commits < 5; commits += 1) writer.announce();
    setTimeout(() => {
      writer.announce();
    });
    await second;
    expect(times).toBe(2);
  });

  it('may be closed with something to tell', async () => {
    const writer = open('a');
    writer.announce();
    writer.close();
    await new Promise(setImmediate);
  });
});
