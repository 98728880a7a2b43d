import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { ANSWERS, type Answer } from '../core/reach/evaluate-connection.ts';
import { type AllowOptions, allow } from './commands/allow.ts';
import { type CheckOptions, check } from './commands/check.ts';
import { type ConnectionsOptions, connections } from './commands/connections.ts';
import { type DiffOptions, diff } from './commands/diff.ts';
import { type EnvironmentsOptions, environments } from './commands/environments.ts';
import { type ExplainOptions, explain } from './commands/explain.ts';
import { type GraphOptions, graph } from './commands/graph.ts';
import { rules } from './commands/rules.ts';
import { fail } from './fail.ts';

/** How peers are named, under the help of commands that take some. */
const PEERS = `
A peer is a workload (name, namespace/name, Kind/namespace/name or
namespace/name[Kind]), an IP address or block, or external: all that is outside
the cluster. A Service stands for its pods.`;

const ENVIRONMENT_OPTION = [
  '-e, --environment <name>',
  'the environment that is meant, where there are several: kubereach environments lists them',
] as const;

const HELM_OPTION = [
  '--no-helm',
  'do not render charts with helm: their templates are read as they are',
] as const;

const CONFIG_OPTION = [
  '-c, --config <file>',
  'the configuration file; otherwise the nearest kubereach.yaml from here upwards',
] as const;

const program = new Command('kubereach')
  .description('Understands Kubernetes networking from its YAML.')
  .version(packageJson.version)
  // Exit code 2 is for wrong usage; commander's own is 1, which here means that something was found.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .showSuggestionAfterError();

program
  .command('check')
  .description('Check manifests and print what is wrong.')
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .addOption(
    new Option('--fail-on <severity>', 'exit with 1 from this severity on')
      .choices(['error', 'warning', 'info', 'hint', 'never'])
      .default('error'),
  )
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .action((paths: string[], options: CheckOptions) => run(() => check(paths, options)));

program
  .command('connections')
  .description('List who can reach whom, and on which ports.')
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .addOption(
    new Option('-f, --format <format>', 'how to print')
      .choices(['text', 'json', 'csv', 'md', 'dot'])
      .default('text'),
  )
  .option('--from <peer>', 'only from this peer: what can it reach?')
  .option('--to <peer>', 'only to this peer: who can reach it?')
  .option('--focus <peer>', 'only from or to this peer')
  .option('--port <port>', 'only what passes on this port: a number or a name, as 53, http or 53/UDP')
  .option('--exposure', 'add what pods that are not in the manifests could do', false)
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .addHelpText('after', PEERS)
  .action((paths: string[], options: ConnectionsOptions) => run(() => connections(paths, options)));

program
  .command('explain')
  .description('Tell what becomes of traffic, and which lines of which policies decide it.')
  .argument('<from>', 'a peer, or an Ingress or Route: its requests')
  .argument('<to>', 'a peer or a Service, with or without a port: shop/api, shop/api:http, dns:53/UDP')
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .addOption(
    new Option(
      '--fail-on <answers>',
      'exit with 1 if some port is allowed, denied or depends; several with commas',
    )
      .argParser(parseAnswers)
      .default([], 'never'),
  )
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .addHelpText('after', PEERS)
  .action((from: string, to: string, paths: string[], options: ExplainOptions) =>
    run(() => explain(from, to, paths, options)),
  );

program
  .command('allow')
  .description('Write the policy rules that let one workload reach another.')
  .argument('<from>', 'a workload: name, namespace/name or Kind/namespace/name')
  .argument(
    '<to>',
    'a workload or Service and the number or name of a port: namespace/name:port, with /UDP or /SCTP where that must be said',
  )
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .option('-w, --write', 'write the files instead of only printing what would be written', false)
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .action((from: string, to: string, paths: string[], options: AllowOptions) =>
    run(() => allow(from, to, paths, options)),
  );

program
  .command('diff')
  .description('Show which connections a change opens and closes, and why.')
  .argument('[paths...]', 'files and folders', ['.'])
  .option('-b, --base <revision>', 'what to compare with, as git names it', 'HEAD')
  .addOption(new Option('--base-folder <folder>', 'compare with another folder instead').conflicts('base'))
  .addOption(
    new Option('-f, --format <format>', 'how to print').choices(['text', 'json', 'md']).default('text'),
  )
  .addOption(
    new Option('--fail-on <change>', 'exit with 1 if there is such a change')
      .choices(['opened', 'closed', 'any', 'never'])
      .default('never'),
  )
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .action((paths: string[], options: DiffOptions) => run(() => diff(paths, options)));

program
  .command('graph')
  .description('Draw the topology: namespaces, what is in them, and who means to reach whom.')
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .addOption(
    new Option('-f, --format <format>', 'how to write it')
      .choices(['svg', 'png', 'html', 'mermaid', 'dot', 'json'])
      .default('svg'),
  )
  .option('-o, --output <file>', 'where to write it; otherwise standard output')
  .option('--focus <resource>', 'who reaches one workload, Service, route or policy, and what it reaches')
  .option('--expand <namespaces>', 'the namespaces to look into, with commas between; or all or none')
  .option('--since <revision>', 'mark what has been opened and closed since then, as git names it')
  .addOption(
    new Option(
      '--theme <theme>',
      'the colours of a picture; otherwise light, or in a report the reader’s',
    ).choices(['light', 'dark']),
  )
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...ENVIRONMENT_OPTION)
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .action((paths: string[], options: GraphOptions) => run(() => graph(paths, options)));

program
  .command('environments')
  .description('List what is applied together: kustomizations, and folders of plain manifests.')
  .argument('[paths...]', 'files and folders; - is standard input', ['.'])
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .option('-n, --namespace <name>', 'the namespace of resources that name none')
  .option(...HELM_OPTION)
  .option(...CONFIG_OPTION)
  .action((paths: string[], options: EnvironmentsOptions) => run(() => environments(paths, options)));

program
  .command('rules')
  .description('List the rules, or explain one.')
  .argument('[id]', 'the id of a rule')
  .action((id: string | undefined) => run(() => rules(id)));

program
  .command('lsp')
  .description('Start the language server.')
  .addOption(new Option('--stdio', 'talk over standard input and output').makeOptionMandatory())
  .action(() => {
    // The server is a program of its own beside this one: it reads its transport from the same arguments.
    require('./server.cjs');
  });

void program.parseAsync();

function parseAnswers(text: string): Answer[] {
  return text.split(',').map((written) => {
    const answer = ANSWERS.find((one) => one === written);
    if (!answer)
      throw new InvalidArgumentError(`Allowed are ${ANSWERS.join(', ')}, with commas between them.`);
    return answer;
  });
}

/** Runs a command, which gives the exit code. What it did not foresee is exit code 2, not 1: it says nothing is wrong. */
async function run(command: () => number | Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Who reads only the beginning of the output (`| head`) has what it wanted: the exit code stays what it was.
    if (error.code === 'EPIPE') process.exit();
    stop(`the output cannot be written: ${error.message}`);
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    stop(`internal error, please report it: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function stop(why: string): void {
  process.exitCode = fail(why);
}
