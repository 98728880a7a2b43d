import type { Label } from '../../model/labels.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import { childPath } from '../../yaml/yaml-path.ts';
import type { Fix } from '../define-rule.ts';
import type { ServiceNearMiss } from './service-near-miss.ts';

/** Both ways to bring a selector and the pods that it misses together: the selector's first, then the pods'. */
export function fixesOfServiceNearMiss(miss: ServiceNearMiss, service: Resource): Fix[] {
  const { workload, requirement } = miss;
  const pods = `the pods of ${formatResource(workload)}`;
  const wanted = requirement.values?.[0] ?? '';
  const asked = { document: service.document, path: requirement.at };
  switch (miss.type) {
    case 'value': {
      const { key, value = '' } = miss.label;
      return [
        {
          title: `Select \`${key}: ${value}\`, the label of ${pods}`,
          changes: [{ type: 'set-scalar', ...asked, value }],
        },
        {
          title: `Change the label of ${pods} to \`${key}: ${wanted}\``,
          changes: relabel(workload, miss.label, wanted),
        },
      ];
    }
    case 'key':
      return [
        {
          title: `Select \`${miss.label.key}: ${wanted}\`, the label of ${pods}`,
          changes: [{ type: 'rename-key', ...asked, key: miss.label.key }],
        },
        addition([requirement], workload, pods),
      ];
    case 'absent':
      return [addition([requirement], workload, pods)];
    case 'template':
      return [addition(miss.missed, workload, pods)];
  }
}

function addition(missed: readonly Requirement[], workload: Resource, pods: string): Fix {
  const labels = missed.map(({ key, values }) => ({ key, value: values?.[0] ?? '' }));
  return {
    title: `Give ${pods} ${labels.map(({ key, value }) => `\`${key}: ${value}\``).join(' and ')}`,
    changes: labels.flatMap(({ key, value }) => setLabel(workload, key, value)),
  };
}

function setLabel(workload: Resource, key: string, value: string): YamlChange[] {
  const labels = workload.facts.workload?.labels;
  const label = labels?.entries.find((candidate) => candidate.key === key);
  if (label) return relabel(workload, label, value);
  const path = childPath(labels?.at ?? '', key);
  return [{ type: 'add-entry', document: workload.document, path, value }];
}

/** The workload's own selector must go on finding its pods. */
function relabel({ facts, document }: Resource, { key, value, at }: Label, to: string): YamlChange[] {
  const own = facts.workload?.selector?.requirements ?? [];
  const same = own.filter(
    (requirement) => requirement.key === key && value !== undefined && requirement.values?.includes(value),
  );
  return [at, ...same.map((requirement) => requirement.at)].map((path) => ({
    type: 'set-scalar',
    document,
    path,
    value: to,
  }));
}
