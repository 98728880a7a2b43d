import type { Field } from '../model/field.ts';
import { isSubset, type ParsedCidr, parseCidr } from '../reach/address-set.ts';
import { type Resource, sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  severity: 'error',
  summary: 'A policy has an address block that is none, or an exception outside of its block',
  why: `A block is an address and the length of its prefix: \`10.0.0.0/8\`, \`2001:db8::/32\`, \`192.0.2.7/32\`. An
exception lies inside its block and is smaller. The API server refuses a policy with anything else. Everything else here
is judged as if such a block matched no address, and such an exception took nothing away. (\`10.1.2.3/8\` means
\`10.0.0.0/8\` to older clusters and is refused since Kubernetes 1.36, so it is a warning.)`,
  remedy: 'Write the block with its length, and the exceptions inside of it.',
  alsoKnownAs: [],
  source: 'semantics rules 12 and 59',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 192.0.2.7
#                 ^^^^^^^^^ \`192.0.2.7\` has no prefix length; for this one address it is /32.
        - ipBlock:
            cidr: 192.0.2.7/24
#                 ^^^^^^^^^^^^ \`192.0.2.7/24\` is no block as it stands, and refused since Kubernetes 1.36; it means \`192.0.2.0/24\`.
        - ipBlock:
            cidr: 192.0.2.0/24
            except:
              - 198.51.100.0/26
#               ^^^^^^^^^^^^^^^ \`198.51.100.0/26\` does not lie inside \`192.0.2.0/24\`, so it excepts nothing.
              - 192.0.2.0/24
#               ^^^^^^^^^^^^ \`192.0.2.0/24\` is no exception but all of the block \`192.0.2.0/24\`.
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 192.0.2.0/24
            except:
              - 192.0.2.64/26
        - ipBlock:
            cidr: 2001:db8::/32
`,
    ],
  },
  check: (resource, { report }) => {
    for (const { at, why, severity } of wrongBlocks(resource)) {
      report({ at: sourceIn(resource, at, 'value'), message: why, ...(severity && { severity }) });
    }
  },
  fix: (finding, resource) => {
    const value = wrongBlocks(resource).find(({ at }) => at === finding.at.path)?.meant;
    if (value === undefined) return [];
    const { document } = resource;
    const { path } = finding.at;
    return [{ title: `Write \`${value}\``, changes: [{ type: 'set-scalar', document, path, value }] }];
  },
});

interface WrongBlock {
  readonly at: string;
  readonly why: string;
  readonly meant: string | undefined;
  readonly severity?: 'warning';
}

function wrongBlocks({ facts: { policy }, broken }: Resource): WrongBlock[] {
  if (!policy || broken) return [];
  const rules = [...policy.ingress.rules, ...policy.egress.rules];
  return rules
    .flatMap(({ peers }) => peers ?? [])
    .flatMap((peer) => {
      if (peer.type !== 'addresses') return [];
      const block = parseCidr(peer.cidr.value ?? '');
      return [
        ...wrongBlock(peer.cidr, block),
        ...peer.except.flatMap((each) => wrongException(each, peer.cidr, block)),
      ];
    });
}

function wrongBlock({ value, at }: Field<string>, parsed: ParsedCidr): WrongBlock[] {
  if (value === undefined) return [];
  if (!parsed.ok) {
    const single = `${value}/${value.includes(':') ? 128 : 32}`;
    return [{ at, why: `\`${value}\` ${parsed.reason}.`, meant: parseCidr(single).ok ? single : undefined }];
  }
  if (!parsed.hostBitsSet) return [];
  const { canonical: meant } = parsed;
  const why = `\`${value}\` is no block as it stands, and refused since Kubernetes 1.36; it means \`${meant}\`.`;
  return [{ at, why, meant, severity: 'warning' }];
}

function wrongException(except: Field<string>, cidr: Field<string>, block: ParsedCidr): WrongBlock[] {
  const parsed = parseCidr(except.value ?? '');
  const wrong = wrongBlock(except, parsed);
  if (wrong.length > 0 || !parsed.ok || !block.ok) return wrong;
  const { value, at } = except;
  if (!isSubset(parsed.set, block.set)) {
    const why = `\`${value}\` does not lie inside \`${cidr.value}\`, so it excepts nothing.`;
    return [{ at, why, meant: undefined }];
  }
  if (!isSubset(block.set, parsed.set)) return [];
  return [
    { at, why: `\`${value}\` is no exception but all of the block \`${cidr.value}\`.`, meant: undefined },
  ];
}
