import { Command, Option } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { check } from './commands/check.ts';
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
  .action((paths: string[], options: { format: 'text' | 'json'; failOn: 'error' | 'never'; namespace?: string }) => {
    process.exitCode = check(paths, {
      format: options.format,
      failOn: options.failOn,
      defaultNamespace: options.namespace,
    });
  });

program
  .command('rules')
  .description('List the rules, or explain one.')
  .argument('[id]', 'the id of a rule')
  .action((id: string | undefined) => {
    process.exitCode = rules(id);
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
