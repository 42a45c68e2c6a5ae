'use strict';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Who may use an operation, in words: Swagger UI does not show the scopes of a bearer token. */
function access(security) {
  const scopes = security.flatMap((way) => way.token ?? []).map((scope) => `\`${scope}\``);
  const ways = [];
  if (security.some((way) => way.token)) {
    ways.push(scopes.length > 0 ? `a token with the scope ${scopes.join(' or ')}` : 'any token');
  }
  if (security.some((way) => way.session)) {
    ways.push('a session');
  }
  return ways.length > 0 ? `Needs ${ways.join(', or ')}.` : 'Open to everybody.';
}

function withAccess(document) {
  for (const path of Object.values(document.paths)) {
    for (const operation of METHODS.map((method) => path[method]).filter(Boolean)) {
      operation.description = [operation.description, access(operation.security)].filter(Boolean).join('\n\n');
    }
  }
  return document;
}

const tellAccess = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (document) => update(withAccess(document)),
      },
    },
  },
});

window.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  displayRequestDuration: true,
  tagsSorter: 'alpha',
  validatorUrl: 'none',
  plugins: [tellAccess],
});
