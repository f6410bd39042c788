/** What this plugin needs of Babel's `NodePath`. */
interface SyntaxPath {
  readonly node: {
    readonly type: string;
    readonly key?: { readonly type: string; readonly name?: string };
  };
}

/**
 * Leaves the `detail` of refusals out of the mutation run: sentences for people, which may be reworded freely. What
 * clients rely on, the codes, is mutated.
 */
function shouldIgnore({ node }: SyntaxPath): string | undefined {
  const isDetail = node.type === 'ObjectProperty' && node.key?.name === 'detail';
  return isDetail ? 'The detail of a refusal is a sentence for people.' : undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'refusal-texts', value: { shouldIgnore } }];
