import type { Backend } from '../../model/route.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { Fix } from '../define-rule.ts';
import { writeService } from './new-service.ts';

/** A Service for the workload that is called like the one that a backend names and that is missing. */
export function addBackendService(view: View, { namespace }: Resource, { service, port }: Backend): Fix[] {
  const name = service.value;
  const workload = view.inNamespace('workload', namespace).find(({ facts }) => facts.name?.value === name);
  const wanted = port?.value;
  if (!workload || name === undefined || wanted === undefined) return [];
  const declared = workload.facts.workload?.ports[0]?.number.value;
  const number = typeof wanted === 'number' ? wanted : declared;
  if (number === undefined) return [];
  const ofPort = {
    ...(typeof wanted === 'string' ? { name: wanted } : {}),
    port: number,
    ...(declared === undefined || declared === number ? {} : { targetPort: declared }),
  };
  const value = writeService(workload, { name, headless: false, ports: [ofPort] });
  if (!value) return [];
  const title = `Add Service \`${name}\` for the pods of ${formatResource(workload)}`;
  return [{ title, changes: [{ type: 'add-document', after: workload.document, value }] }];
}
