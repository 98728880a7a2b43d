/**
 * A chart with what charts are made of: helpers, conditions, `range`, `with`, `toYaml`, labels by `include`, named ports, a
 * policy, a sub-chart that is vendored, and values for production. In the language of fixtures, below `shop/`.
 */
export const SHOP_CHART = `#-- shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - name: cache
    version: 0.1.0
    alias: sessions
#-- shop/values.yaml
replicas: 1
image: shop
service:
  port: 80
  targetPort: http
containerPort: 8080
extraPorts: []
podLabels: {}
database:
  name: database
  port: 5432
workers:
  - name: mail
    port: 9000
  - name: search
    port: 9001
policy:
  enabled: true
ingress:
  enabled: false
  host: shop.example
sessions:
  port: 6380
global:
  team: web
#-- shop/values-prod.yaml
replicas: 3
podLabels:
  tier: front
extraPorts:
  - name: metrics
    containerPort: 9090
ingress:
  enabled: true
#-- shop/templates/_helpers.tpl
{{- define "shop.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end }}

{{- define "shop.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "shop.labels" -}}
{{ include "shop.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
#-- shop/templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      {{- include "shop.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        role: web
        {{- include "shop.selector" . | nindent 8 }}
        {{- with .Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      containers:
        - name: web
          image: "{{ .Values.image }}:{{ .Chart.Version }}"
          ports:
            - name: http
              containerPort: {{ .Values.containerPort }}
            {{- with .Values.extraPorts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          env:
            - name: DATABASE_URL
              value: postgres://{{ .Values.database.name }}:{{ .Values.database.port }}/shop
            - name: TEAM
              value: {{ .Values.global.team | quote }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.name" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  ports:
    - name: http
      port: {{ .Values.service.port }}
      targetPort: {{ .Values.service.targetPort }}
  selector:
    role: web
    {{- include "shop.selector" . | nindent 4 }}
#-- shop/templates/workers.yaml
{{- range .Values.workers }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}
spec:
  selector:
    matchLabels: { app: {{ .name | quote }} }
  template:
    metadata:
      labels:
        app: {{ .name }}
    spec:
      containers:
        - name: worker
          image: {{ $.Values.image }}
          ports:
            - containerPort: {{ .port }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
spec:
  selector:
    app: {{ .name }}
  ports:
    - port: {{ .port }}
{{- end }}
#-- shop/templates/policy.yaml
{{- if .Values.policy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "shop.name" . }}
spec:
  podSelector:
    matchLabels:
      {{- include "shop.selector" . | nindent 6 }}
  ingress:
    - ports:
        - port: {{ .Values.service.targetPort }}
    {{- range .Values.workers }}
    - from:
        - podSelector:
            matchLabels:
              app: {{ .name }}
      ports:
        - port: {{ $.Values.containerPort }}
    {{- end }}
{{- end }}
#-- shop/templates/ingress.yaml
{{- if .Values.ingress.enabled -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: {{ .Values.ingress.host }}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: {{ include "shop.name" . }}
                port:
                  number: {{ .Values.service.port }}
{{- end }}
#-- shop/templates/settings.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  search: http://search:9001
#-- shop/charts/cache-0/Chart.yaml
apiVersion: v2
name: cache
version: 0.1.0
#-- shop/charts/cache-0/values.yaml
port: 6379
#-- shop/charts/cache-0/templates/cache.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-sessions
  labels:
    team: {{ .Values.global.team }}
spec:
  selector:
    app: sessions
  ports:
    - port: {{ .Values.port }}
---
apiVersion: v1
kind: Pod
metadata:
  name: sessions
  labels:
    app: sessions
spec:
  containers:
    - name: cache
      image: cache
      ports:
        - containerPort: {{ .Values.port }}
`;
