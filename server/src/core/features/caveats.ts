import { formatResource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { listed } from './hover/markdown.ts';

const MOST_POLICIES = 3;

/**
 * What answers about traffic leave out, in whole sentences: policies of other projects, and those that could not be read
 * or not to their end. None where every policy was judged.
 */
export function caveats(view: View): string[] {
  const foreign = view.everywhere('foreign-policy');
  const broken = view.everywhere('policy').filter((policy) => policy.broken);
  const sentences: string[] = [];
  if (foreign.length > 0) {
    const [are, they] = foreign.length === 1 ? ['is', 'it denies or allows'] : ['are', 'they deny or allow'];
    const names = listed(foreign, MOST_POLICIES, formatResource);
    sentences.push(`${names} ${are} not evaluated: what ${they} is not in these answers.`);
  }
  if (broken.length > 0) {
    const names = listed(broken, MOST_POLICIES, formatResource);
    sentences.push(
      `${names} ${broken.length === 1 ? 'is' : 'are'} broken YAML and may have been read wrongly.`,
    );
  }
  if (view.hasUnreadable('policy'))
    sentences.push(
      'Documents that cannot be read may hold more policies: `kubereach check` tells where they are.',
    );
  return sentences;
}
