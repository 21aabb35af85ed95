// What a function may be called: by a verb, or by what it returns; a participle alone says neither.

/** Participles that do not end in -ed. Those that are verbs as well (read, set, put, cut, split) say what is done. */
const irregular =
  'told had got given taken known seen done made found left kept held met sent said built bought brought shown written drawn hidden torn worn begun gone meant spent lost won bound stood thought caught broken spoken chosen frozen forgotten thrown';

/** Words in -ed that are no participles. */
const others = ['need', 'feed', 'seed', 'embed', 'speed', 'exceed', 'shed', 'proceed', 'succeed'];

/** What may follow a participle without making a noun of it, as in `listedOnce` and `writtenOn`. */
const adverbs =
  'In Of For At With From As By To If On Once Again After Before Into Within Without Under Below Above Here Now Together Around';

const participles = new Set(irregular.split(' '));
const followers = new Set(adverbs.split(' '));

/** Whether a name is a participle alone, or one with nothing behind it that it could belong to. */
function isBareParticiple(name) {
  const [first, next] = name.split(/(?=[A-Z])/);
  const isParticiple = participles.has(first) || (/[a-z]ed$/.test(first) && !others.includes(first));
  return isParticiple && (next === undefined || followers.has(next));
}

const isFunction = (node) => node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

/** The functions of a file, not those within functions. */
const functions = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { participle: 'Call {{name}} by a verb, or by what it returns: see CONTRIBUTING.md.' },
  },
  create(context) {
    const check = (id) => {
      if (id === null || !isBareParticiple(id.name)) return;
      context.report({ node: id, messageId: 'participle', data: { name: id.name } });
    };
    return {
      ':matches(Program, ExportNamedDeclaration) > FunctionDeclaration': ({ id }) => check(id),
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator': ({
        id,
        init,
      }) => {
        if (id.type === 'Identifier' && isFunction(init)) check(id);
      },
    };
  },
};

export const names = { rules: { functions } };
