import { sameSource } from '../model/source.ts';
import { defineRule } from './define-rule.ts';
import { replacePort } from './evidence/resolved-addresses.ts';
import { findWrongPorts } from './evidence/wrong-ports.ts';

export default defineRule({
  severity: 'error',
  summary: 'An address dials a port that the Service does not have',
  why: `A Service answers on the ports it lists under \`port\`, and on no others: what its pods listen on, and what is
open on the nodes, does not count there. Of a headless Service clients get the pods' own addresses and must dial the
pods' port: there the Service's \`port\` is a warning where the pods declare the port to which it leads, and any other
number that the pods do not declare an info, since pods may listen on more than they declare.`,
  remedy:
    "Dial one of the Service's ports, or the pods' own port of a headless Service; or add the port to the Service.",
  alsoKnownAs: [],
  source:
    'semantics rules 39 and 40; https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  on: 'addresses',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  API_URL: http://api.shop:8080/v1
#                 ^^^^^^^^^^^^^ Service shop/api has no port 8080, only 80 (http); 8080 is the port of its pods.
`,
      `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 80
      targetPort: 5432
---
apiVersion: v1
kind: Pod
metadata:
  name: db
  labels:
    app: db
spec:
  containers:
    - name: db
      image: postgres:17
      ports:
        - containerPort: 5432
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  DB_URL: postgresql://db:80/shop
#                      ^^^^^ Service default/db is headless and does not translate port 80: clients dial the pods, which listen on 5432.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  API_URL: http://api.shop/v1
  API_ADDRESS: api.shop.svc.cluster.local:80
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const { at, message, severity, related } of findWrongPorts(resource, view, settings))
      report({ at, message, related, severity });
  },
  fix: (finding, resource, { view, settings }) =>
    findWrongPorts(resource, view, settings).flatMap(({ at, address, right }) => {
      if (!sameSource(at, finding.at)) return [];
      return right.map((port) => ({
        title: `Dial port ${port}`,
        changes: [replacePort(resource, address, port)],
      }));
    }),
});
