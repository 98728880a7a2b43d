// Writes what follows from the files: the registries of kinds and rules, the pages of the rules, the settings of the
// extension, the schema of the configuration file and the texts to translate. With --check it writes nothing and fails when something is not as it would be written.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { collectTexts } from './collect-texts.mjs';

const check = process.argv.includes('--check');
const stale = [];
const write = (file, text) => {
  let before;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // A file that is not there yet is stale like one that differs.
  }
  if (before === text) return;
  stale.push(file);
  if (check) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** How much a rule can matter. */
const LEVELS = ['off', 'hint', 'info', 'warning', 'error'];

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const definitions = (folder, marker) =>
  readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        readFileSync(path.join(folder, file), 'utf8').includes(`export default ${marker}(`),
    )
    .sort();

function registry({ folder, file = 'registry.gen.ts', marker, type, from, name, doc, entry }) {
  const files = definitions(folder, marker);
  const imports = files.map((module) => `import ${camel(path.basename(module, '.ts'))} from './${module}';`);
  write(
    `${folder}/${file}`,
    [
      '// Made by scripts/generate.mjs from the files beside it. Do not edit.',
      ...imports,
      `import type { ${type} } from './${from}.ts';`,
      '',
      `/** ${doc} */`,
      `export const ${name}: readonly ${type}[] = [`,
      ...files.map((module) => `  ${entry(path.basename(module, '.ts'))},`),
      '];',
      '',
    ].join('\n'),
  );
}

registry({
  folder: 'server/src/core/kinds',
  marker: 'defineKind',
  type: 'Kind',
  from: 'define-kind',
  name: 'KINDS',
  doc: 'Every kind, by file.',
  entry: camel,
});
registry({
  folder: 'server/src/core/rules',
  marker: 'defineRule',
  type: 'Rule',
  from: 'define-rule',
  name: 'RULES',
  doc: 'Every rule; its id is the name of its file.',
  entry: (name) => `{ id: '${name}', ...${camel(name)} }`,
});
registry({
  folder: 'server/src/core/rules',
  file: 'document-registry.gen.ts',
  marker: 'defineDocumentRule',
  type: 'DocumentRule',
  from: 'define-document-rule',
  name: 'DOCUMENT_RULES',
  doc: 'Every rule about the text of documents; its id is the name of its file.',
  entry: (name) => `{ id: '${name}', ...${camel(name)} }`,
});

const { NODE_KINDS } = await loadText(`
  import { createKindTable } from './server/src/core/kinds/lower-chunk.ts';
  import { KINDS } from './server/src/core/kinds/registry.gen.ts';
  import { isNode } from './server/src/core/topology/is-node.ts';
  import { createHost } from './server/src/core/workspace/host.ts';
  import { DEFAULT_SETTINGS } from './server/src/core/workspace/settings.ts';
  const kinds = createKindTable(KINDS);
  export const NODE_KINDS = KINDS.filter(({ kind, example }) => {
    const host = createHost({ kinds, settingsOf: () => DEFAULT_SETTINGS, environmentsOf: () => [] });
    const facts = host.read('', example).chunks.flatMap(({ document }) => document.facts);
    return facts.some((one) => one.kind === kind && isNode(one));
  }).map(({ group, kind }) => group + '/' + kind);
`);
write(
  'client/src/topology/node-kinds.gen.ts',
  [
    '// Made by scripts/generate.mjs from the kinds that the server knows. Do not edit.',
    '/** What the topology has nodes of: the group, which is empty for the core group, and the kind. */',
    'export const NODE_KINDS: readonly string[] = [',
    ...NODE_KINDS.sort().map((kind) => `  '${kind}',`),
    '];',
    '',
  ].join('\n'),
);

const ALL_RULES = [
  ...(await load('server/src/core/rules/registry.gen.ts')).RULES,
  ...(await load('server/src/core/rules/document-registry.gen.ts')).DOCUMENT_RULES,
].sort((a, b) => (a.id < b.id ? -1 : 1));
for (const rule of ALL_RULES) write(`docs/rules/${rule.id}.md`, rulePage(rule));
write('docs/rules/README.md', ruleIndex(ALL_RULES));
const { SETTING_DEFINITIONS } = await load('server/src/core/configuration/setting-definitions.ts');
write('package.json', withSettings(ALL_RULES, SETTING_DEFINITIONS));
const texts = collectTexts(['client/src/tsconfig.json', 'client/webview/tsconfig.json']);
write(
  'l10n/bundle.l10n.json',
  `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`,
);
const { CHARTS } = await load('server/src/core/configuration/chart-settings.ts');
const { ENVIRONMENTS } = await load('server/src/core/configuration/environment-settings.ts');
write(
  'schemas/kubereach.schema.json',
  configurationSchema(ALL_RULES, SETTING_DEFINITIONS, [CHARTS, ENVIRONMENTS]),
);

if (check && stale.length > 0) {
  console.error(
    `These files are not as \`npm run generate\` writes them:\n${stale.map((file) => `  ${file}`).join('\n')}`,
  );
  process.exit(1);
}
if (!check)
  console.log(
    stale.length > 0 ? `written:\n${stale.map((file) => `  ${file}`).join('\n')}` : 'everything is fresh',
  );

/** Node cannot import TypeScript at the floor version, so the module is bundled first. */
function load(entry) {
  return loadText(`export * from './${entry}';`);
}

/** Runs a module that is given as text and imports as if it lay in the root of the repository. */
async function loadText(contents) {
  const file = path.resolve(`.tsbuild/generate-${randomUUID()}.cjs`);
  await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: file,
    logLevel: 'error',
  });
  const { default: module } = await import(pathToFileURL(file).href);
  rmSync(file);
  return module;
}

function rulePage(rule) {
  const example = (text) => ['```yaml', text.trim(), '```'];
  return [
    '<!-- Made by scripts/generate.mjs from the rule. Do not edit. -->',
    `# ${rule.id}`,
    '',
    `${rule.summary}. Default severity: **${rule.severity}**.`,
    '',
    '## Why',
    '',
    rule.why.trim(),
    '',
    '## What to do',
    '',
    rule.remedy.trim(),
    ...(rule.fix ? ['', 'There is a quick fix.'] : []),
    '',
    '## Examples',
    '',
    ...settingsOf(rule),
    'Found, at the place under which it is written:',
    '',
    ...rule.examples.bad.flatMap((text) => [...example(text), '']),
    'Fine:',
    '',
    ...rule.examples.good.flatMap((text) => [...example(text), '']),
    '## More',
    '',
    `- Source: ${linkSemantics(rule.source)}.`,
    ...(rule.alsoKnownAs.length > 0 ? [`- Also known as: ${rule.alsoKnownAs.join(', ')}.`] : []),
    `- Setting: \`kubereach.rules.${rule.id}\`, or \`rules: { ${rule.id}: … }\` in \`kubereach.yaml\`: \`off\`, \`hint\`, \`info\`, \`warning\` or \`error\`.`,
    '',
  ].join('\n');
}

/** What has to be set for the examples. */
function settingsOf({ examples: { settings = {} } }) {
  const set = Object.entries(settings).map(([name, value]) => `\`kubereach.${name}\`: \`${value}\``);
  return set.length > 0 ? [`With the setting ${set.join(', ')}.`, ''] : [];
}

/** Only the numbers of our own rules: `semantics rules 23 to 26 and 31; https://…/8295` has another one. */
function linkSemantics(source) {
  return source.replace(/semantics rules? \d+(?:(?:, | and | to )\d+)*/g, (rules) =>
    rules.replace(/\d+/g, '[$&](../SEMANTICS.md#$&)'),
  );
}

function ruleIndex(rules) {
  return [
    '<!-- Made by scripts/generate.mjs from the rules. Do not edit. -->',
    '# Rules',
    '',
    '| rule | finds | severity | quick fix |',
    '|---|---|---|---|',
    ...rules.map(
      (rule) =>
        `| [${rule.id}](${rule.id}.md) | ${rule.summary} | ${rule.severity} | ${rule.fix ? 'yes' : ''} |`,
    ),
    '',
  ].join('\n');
}

/** What the configuration file can set is two sections of the configuration in package.json; the others are kept. */
function withSettings(rules, definitions) {
  const text = readFileSync('package.json', 'utf8');
  const manifest = JSON.parse(text);
  if (!Array.isArray(manifest.contributes?.configuration)) return text;
  const sections = [
    { title: '%settings.cluster%', order: 2, properties: clusterSettings(definitions) },
    { title: '%settings.rules%', order: 9, properties: ruleSettings(rules) },
  ];
  const made = sections.map(({ title }) => title);
  const others = manifest.contributes.configuration.filter(({ title }) => !made.includes(title));
  manifest.contributes.configuration = [...others, ...sections];
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Empty values and `default` set nothing: then the configuration file decides. */
function clusterSettings(definitions) {
  return Object.fromEntries(
    Object.entries(definitions).map(([key, { description, otherwise, schema }], i) => [
      `kubereach.${key}`,
      {
        ...unset(schema),
        scope: 'window',
        order: i + 1,
        markdownDescription: `${description} Otherwise what \`kubereach.yaml\` says, else ${otherwise}.`,
      },
    ]),
  );
}

function unset(schema) {
  if (schema.enum) return { type: 'string', enum: ['default', ...schema.enum], default: 'default' };
  if (schema.type === 'array') return { type: 'array', items: { type: 'string' }, default: [] };
  return { type: schema.type, default: '' };
}

function ruleSettings(rules) {
  return Object.fromEntries(
    rules.map((rule) => [
      `kubereach.rules.${rule.id}`,
      {
        type: 'string',
        enum: ['default', ...LEVELS],
        default: 'default',
        scope: 'resource',
        markdownDescription: `${rule.summary}. By default: ${rule.severity}.`,
      },
    ]),
  );
}

/** The JSON Schema by which editors complete and check kubereach.yaml. */
function configurationSchema(rules, definitions, sections) {
  const settings = Object.entries(definitions).map(([key, { description, otherwise, schema }]) => [
    key,
    { description: `${description} Otherwise ${otherwise}.`, ...schema },
  ]);
  const levels = rules.map((rule) => [
    rule.id,
    { description: `${rule.summary}. By default: ${rule.severity}.`, enum: LEVELS },
  ]);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Made by scripts/generate.mjs. Do not edit.',
    title: 'Kubereach',
    description: 'What Kubereach cannot see in the manifests of this folder.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(settings),
      ...Object.fromEntries(sections.map(({ key, schema }) => [key, schema])),
      rules: {
        description: 'How much each rule matters.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(levels),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
