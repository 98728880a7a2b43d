/**
 * A workspace of two manifests with one mistake, which takes both to see: the policy names the Service's port. Its rule
 * is `policy-uses-service-port`; nothing else is wrong.
 */
export const PORT_MISTAKE = `
#-- api.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: api:1
          ports:
            - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 8080
      targetPort: 80
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - ports:
        - port: 8080
`;

/** A manifest with one mistake that is seen in it alone: \`duplicate-key\` finds the second \`selector\`. */
export const TWICE = `apiVersion: v1
kind: Service
metadata:
  name: twice
spec:
  type: ExternalName
  externalName: example.com
  type: ExternalName
`;
