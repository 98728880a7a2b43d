import { Command, Option } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { allow } from './commands/allow.ts';
import { type CheckOptions, check } from './commands/check.ts';
import { rules } from './commands/rules.ts';

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
  .action((paths: string[], options: Pick<CheckOptions, 'format' | 'failOn'> & { namespace?: string }) => {
    const { format, failOn, namespace } = options;
    run(() => check(paths, { format, failOn, defaultNamespace: namespace }));
  });

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
  .action((from: string, to: string, paths: string[], options: { write: boolean; namespace?: string }) => {
    run(() => allow(from, to, paths, { write: options.write, defaultNamespace: options.namespace }));
  });

program
  .command('rules')
  .description('List the rules, or explain one.')
  .argument('[id]', 'the id of a rule')
  .action((id: string | undefined) => {
    run(() => rules(id));
  });

program
  .command('lsp')
  .description('Start the language server.')
  .addOption(new Option('--stdio', 'talk over standard input and output').makeOptionMandatory())
  .action(() => {
    // The server is a program of its own beside this one: it reads its transport from the same arguments.
    require('./server.cjs');
  });

program.parse();

/** Runs a command, which gives the exit code. What it did not foresee is exit code 2, not 1: it says nothing is wrong. */
function run(command: () => number): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Who reads only the beginning of the output (`| head`) has what it wanted: the exit code stays what it was.
    if (error.code === 'EPIPE') process.exit();
    fail(`the output cannot be written: ${error.message}`);
  });
  try {
    process.exitCode = command();
  } catch (error) {
    fail(`internal error, please report it: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function fail(why: string): void {
  process.stderr.write(`kubereach: ${why}\n`);
  process.exitCode = 2;
}
