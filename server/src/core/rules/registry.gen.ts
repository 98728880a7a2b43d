// Made by scripts/generate.mjs from the files beside it. Do not edit.
import addressPortWrong from './address-port-wrong.ts';
import addressServiceUnknown from './address-service-unknown.ts';
import addressShortNameOtherNamespace from './address-short-name-other-namespace.ts';
import dependencyBlockedByPolicy from './dependency-blocked-by-policy.ts';
import duplicateResource from './duplicate-resource.ts';
import ingressBackendMissing from './ingress-backend-missing.ts';
import ingressBackendPortMissing from './ingress-backend-port-missing.ts';
import ingressBackendUsesTargetPort from './ingress-backend-uses-target-port.ts';
import ingressBlockedByPolicy from './ingress-blocked-by-policy.ts';
import policyBlocksDns from './policy-blocks-dns.ts';
import policyEgressUsesServicePort from './policy-egress-uses-service-port.ts';
import policyInvalidAddressBlock from './policy-invalid-address-block.ts';
import policyInvalidField from './policy-invalid-field.ts';
import policyInvalidPeer from './policy-invalid-peer.ts';
import policyInvalidPort from './policy-invalid-port.ts';
import policyNamedPortUnresolved from './policy-named-port-unresolved.ts';
import policyNamespaceNameLabel from './policy-namespace-name-label.ts';
import policyNotEnforced from './policy-not-enforced.ts';
import policyPeerDenies from './policy-peer-denies.ts';
import policyPeerSelectsNothing from './policy-peer-selects-nothing.ts';
import policyPriorityShared from './policy-priority-shared.ts';
import policyRulesWithoutType from './policy-rules-without-type.ts';
import policySelectsNothing from './policy-selects-nothing.ts';
import policyUsesServicePort from './policy-uses-service-port.ts';
import servicePortProtocolMismatch from './service-port-protocol-mismatch.ts';
import serviceSelectorNearMiss from './service-selector-near-miss.ts';
import serviceSelectsNothing from './service-selects-nothing.ts';
import serviceTargetPortUndeclared from './service-target-port-undeclared.ts';
import serviceTargetPortUnresolved from './service-target-port-unresolved.ts';
import statefulSetServiceName from './stateful-set-service-name.ts';
import type { Rule } from './define-rule.ts';

/** Every rule; its id is the name of its file. */
export const RULES: readonly Rule[] = [
  { id: 'address-port-wrong', ...addressPortWrong },
  { id: 'address-service-unknown', ...addressServiceUnknown },
  { id: 'address-short-name-other-namespace', ...addressShortNameOtherNamespace },
  { id: 'dependency-blocked-by-policy', ...dependencyBlockedByPolicy },
  { id: 'duplicate-resource', ...duplicateResource },
  { id: 'ingress-backend-missing', ...ingressBackendMissing },
  { id: 'ingress-backend-port-missing', ...ingressBackendPortMissing },
  { id: 'ingress-backend-uses-target-port', ...ingressBackendUsesTargetPort },
  { id: 'ingress-blocked-by-policy', ...ingressBlockedByPolicy },
  { id: 'policy-blocks-dns', ...policyBlocksDns },
  { id: 'policy-egress-uses-service-port', ...policyEgressUsesServicePort },
  { id: 'policy-invalid-address-block', ...policyInvalidAddressBlock },
  { id: 'policy-invalid-field', ...policyInvalidField },
  { id: 'policy-invalid-peer', ...policyInvalidPeer },
  { id: 'policy-invalid-port', ...policyInvalidPort },
  { id: 'policy-named-port-unresolved', ...policyNamedPortUnresolved },
  { id: 'policy-namespace-name-label', ...policyNamespaceNameLabel },
  { id: 'policy-not-enforced', ...policyNotEnforced },
  { id: 'policy-peer-denies', ...policyPeerDenies },
  { id: 'policy-peer-selects-nothing', ...policyPeerSelectsNothing },
  { id: 'policy-priority-shared', ...policyPriorityShared },
  { id: 'policy-rules-without-type', ...policyRulesWithoutType },
  { id: 'policy-selects-nothing', ...policySelectsNothing },
  { id: 'policy-uses-service-port', ...policyUsesServicePort },
  { id: 'service-port-protocol-mismatch', ...servicePortProtocolMismatch },
  { id: 'service-selector-near-miss', ...serviceSelectorNearMiss },
  { id: 'service-selects-nothing', ...serviceSelectsNothing },
  { id: 'service-target-port-undeclared', ...serviceTargetPortUndeclared },
  { id: 'service-target-port-unresolved', ...serviceTargetPortUnresolved },
  { id: 'stateful-set-service-name', ...statefulSetServiceName },
];
