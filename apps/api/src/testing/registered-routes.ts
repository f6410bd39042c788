/** `GET /v1/offers/{offerId}`: the routes that Fastify's tree of them shows, written as OpenAPI does. */
export function routesIn(tree: string): readonly string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, path, methods] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (indent === undefined || path === undefined || methods === undefined) return [];
    const depth = indent.length / 4;
    const whole = (parents[depth - 1] ?? '') + path.replaceAll(/:(\w+)/g, '{$1}');
    parents[depth] = whole;
    return methods.split(', ').map((method) => `${method} ${whole}`);
  });
}
