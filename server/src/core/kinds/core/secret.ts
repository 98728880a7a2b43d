import { defineKind } from '../define-kind.ts';
import { readSettings } from '../read-settings.ts';
import { entries, get, string } from '../value.ts';

/** Only `stringData` is read: `data` is base64, and decoding secrets would put them into messages. */
export default defineKind({
  group: '',
  kind: 'Secret',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  example: `
apiVersion: v1
kind: Secret
metadata:
  name: database
type: Opaque
stringData:
  address: postgres://db.shop.svc:5432/shop
`,
  lower: (resource) => ({
    configurationType: string(get(resource, 'type')),
    addresses: readSettings(
      entries(get(resource, 'stringData')).map(({ key, value }) => ({ name: key, value })),
    ),
  }),
});
