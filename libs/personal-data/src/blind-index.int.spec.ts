import { newMasterKeyText } from './keys/master-key.js';
import { useEmbeddedVaults } from './specs/embedded-vaults.js';

const { open, inDataDir } = useEmbeddedVaults();

describe('the blind index', () => {
  it('is the same for the same person, however the address is written', async () => {
    const { blindIndex } = await open();
    const hash = blindIndex.email('ada@example.com');
    expect(hash).toMatch(/^[\w-]{43}$/);
    for (const address of [' Ada@Example.COM\n', '\uff41da@example.com', '\u00a0ada@example.com']) {
      expect(blindIndex.email(address)).toBe(hash);
    }
    expect(blindIndex.email('eda@example.com')).not.toBe(hash);
  });

  it('differs by kind and by master key, and is none without it', async () => {
    const { blindIndex } = await open(newMasterKeyText());
    const hash = blindIndex.voucherCode('0123456789ABCDEFX');
    expect(hash).not.toBe(blindIndex.email('0123456789ABCDEFX'));
    const other = await open(newMasterKeyText(), inDataDir('other'));
    expect(other.blindIndex.voucherCode('0123456789ABCDEFX')).not.toBe(hash);
  });
});
