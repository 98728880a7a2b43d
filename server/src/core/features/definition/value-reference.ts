import { type Span, touches } from '../../text/span.ts';

/** What a template says of the values of its chart at a place. */
export interface ValueReference {
  /** From the root of the values; {@link ANY_ITEM} is an item of a list, or an entry of a map, that a loop goes through. */
  readonly steps: readonly string[];
  /** The reference up to the step that is pointed at. */
  readonly span: Span;
}

/** No key of a map: it holds a character that a template cannot name. */
export const ANY_ITEM = '\n';

/** What `.` and variables stand for, as paths from the root of all that a template is given; undefined is unknown. */
interface Scope {
  readonly dot: Path;
  readonly variables: Readonly<Record<string, Path>>;
}

type Path = readonly string[] | undefined;

/**
 * The value that a template refers to at an offset: `.Values.a.b`, `$.Values.a.b`, `index .Values "a-b"`, and what is below
 * `.` or a variable inside of `with` and `range` over values. On a step within the reference it is the value of that step.
 */
export function valueReferenceAt(text: string, offset: number): ValueReference | undefined {
  let scopes: readonly Scope[] = [TOP];
  for (const action of text.matchAll(ACTION)) {
    const { index } = action;
    const [whole, open = '', body = ''] = action;
    const scope = scopes.at(-1) ?? TOP;
    const start = index + open.length;
    if (index + whole.length < offset) scopes = scopesAfter(body, scope, scopes);
    else return index > offset ? undefined : referenceIn(body, offset - start, start, scope);
  }
  return undefined;
}

/** What a named template is given is not known; it is nearly always all there is. */
const TOP: Scope = { dot: [], variables: {} };

const ACTION =
  /(\{\{-?\s*)(\/\*[\s\S]*?\*\/\s*-?|(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`{}]|\{(?!\{)|\}(?!\}))*)\}\}/g;

function scopesAfter(body: string, scope: Scope, scopes: readonly Scope[]): readonly Scope[] {
  const [, keyword = '', rest = ''] =
    /^(if|with|range|define|block|else|end)\b\s*([\s\S]*)$/.exec(body) ?? [];
  const [, names, pipeline = ''] =
    /^(?:(\$\w+(?:\s*,\s*\$\w+)?)\s*:?=)?([\s\S]*)$/.exec(keyword ? rest : body) ?? [];
  const value = pathOf(pipeline.replace(/-?\s*$/, '').trim(), scope);
  // Of `$key, $value` the second is the item.
  const variable = names?.split(',').at(-1)?.trim();
  const withVariable = (path: Path): Scope['variables'] =>
    variable === undefined ? scope.variables : { ...scope.variables, [variable]: path };
  switch (keyword) {
    case 'if':
      return [...scopes, { ...scope, variables: withVariable(value) }];
    case 'with':
      return [...scopes, { dot: value, variables: withVariable(value) }];
    case 'range': {
      const item = value && [...value, ANY_ITEM];
      return [...scopes, { dot: item, variables: withVariable(item) }];
    }
    case 'define':
    case 'block':
      return [...scopes, TOP];
    case 'else': {
      const outer = scopes.at(-2) ?? TOP;
      const inner = rest.trim() === '' ? outer : (scopesAfter(rest, outer, [outer]).at(-1) ?? outer);
      return [...scopes.slice(0, -1), inner];
    }
    case 'end':
      return scopes.length > 1 ? scopes.slice(0, -1) : scopes;
    default:
      return variable === undefined
        ? scopes
        : [...scopes.slice(0, -1), { ...scope, variables: withVariable(value) }];
  }
}

/** The path of a pipeline that is nothing but a reference. */
function pathOf(pipeline: string, scope: Scope): Path {
  const [, variable, fields = ''] = /^(\$\w*)?((?:\.\w+)*|\.)$/.exec(pipeline) ?? [];
  if (pipeline === '' || (variable === undefined && fields === '')) return undefined;
  return fieldsFrom(variable, fields.split('.').filter(Boolean), scope);
}

function fieldsFrom(
  variable: string | undefined,
  fields: readonly string[],
  { dot, variables }: Scope,
): Path {
  // Where `.` is something else, `.Values` is a slip that is easily understood.
  const base = variable === '$' || fields[0] === 'Values' ? [] : variable ? variables[variable] : dot;
  return base && [...base, ...fields];
}

/** The reference in an action that an offset touches; offsets are within the action but for `start`. */
function referenceIn(body: string, at: number, start: number, scope: Scope): ValueReference | undefined {
  if (body.startsWith('/*')) return undefined;
  for (const match of body.matchAll(/\bindex\s+(\$\w*)?((?:\.\w+)+)((?:\s+"[^"\n]*")+)/g)) {
    const [whole, variable, fields = '', keys = ''] = match;
    const keysStart = match.index + whole.length - keys.length;
    if (at < keysStart || at > match.index + whole.length) continue;
    const named = [...keys.matchAll(/"([^"\n]*)"/g)].filter((key) => keysStart + key.index <= at);
    const last = named.at(-1);
    const path = fieldsFrom(variable, fields.split('.').filter(Boolean), scope);
    if (!path || !last) return undefined;
    const end = keysStart + last.index + last[0].length;
    return toReference([...path, ...named.map(([, key = '']) => key)], start + match.index, start + end);
  }
  const blank = body.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, (quoted) => ' '.repeat(quoted.length));
  for (const match of blank.matchAll(/(?<![\w)])(\$\w*)?((?:\.\w+)+)/g)) {
    const [whole, variable, fields = ''] = match;
    if (!touches({ start: match.index, end: match.index + whole.length }, at)) continue;
    // What stands behind the step that is pointed at does not count.
    const fieldsStart = match.index + (variable?.length ?? 0);
    const from = Math.max(at, fieldsStart + 1);
    const end = from + (/^\w*/.exec(blank.slice(from))?.[0].length ?? 0);
    const pointed = fields.slice(0, end - fieldsStart);
    const path = fieldsFrom(variable, pointed.split('.').filter(Boolean), scope);
    return path && toReference(path, start + match.index, start + end);
  }
  return undefined;
}

function toReference(path: readonly string[], start: number, end: number): ValueReference | undefined {
  const [root, ...steps] = path;
  return root === 'Values' ? { steps, span: { start, end } } : undefined;
}
