import type { Installation } from './compose-installation.ts';
import type { Deployment } from './gitops/deployment.ts';

/** One installation of a chart, with all that its rendering depends on. */
export interface ChartInstallation extends Installation {
  /** Files of values that are laid over the chart's own, the last one wins. */
  readonly values: readonly string[];
  readonly release: string | undefined;
}

/** As helm installs a chart of which nothing is said. */
const BY_DEFAULT: ChartInstallation = {
  name: undefined,
  namespace: undefined,
  values: [],
  release: undefined,
};

/**
 * How a chart is installed: as the configuration says it, else as GitOps tools deploy it, else once by default. Paths of
 * values are made whole by `inChart`, which knows where the chart is.
 */
export function installationsOf(
  configured: readonly ChartInstallation[] | undefined,
  deployed: readonly Deployment[],
  inChart: (path: string) => string,
): readonly ChartInstallation[] {
  if (configured) return configured;
  const installations = deployed.map(({ name, namespace, values, release }) => ({
    name: deployed.length > 1 ? name : undefined,
    namespace: namespace?.name,
    values: values.map(inChart),
    release,
  }));
  return installations.length > 0 ? installations : [BY_DEFAULT];
}
