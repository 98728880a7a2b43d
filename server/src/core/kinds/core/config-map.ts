import { defineKind } from '../define-kind.ts';
import { readSettings } from '../read-settings.ts';
import { entries, get } from '../value.ts';

export default defineKind({
  group: '',
  kind: 'ConfigMap',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  example: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  API_URL: http://api.shop.svc:8080/v1
`,
  lower: (resource) => ({
    addresses: readSettings(entries(get(resource, 'data')).map(({ key, value }) => ({ name: key, value }))),
  }),
});
