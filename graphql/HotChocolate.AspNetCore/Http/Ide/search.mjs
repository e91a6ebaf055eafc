// Finds types by their names, and fields, inputs and values by their names and descriptions.

/** { definition, owner } for each that has the term, which is in lower case; names before descriptions. */
export function search(schema, term) {
  const [named, described] = [[], []];
  for (const type of schema.types.values()) {
    if (type.name.startsWith('__')) continue;
    if (type.name.toLowerCase().includes(term)) named.push({ definition: type });
    for (const member of [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])]) {
      if (member.name.toLowerCase().includes(term)) named.push({ definition: member, owner: type });
      else if (member.description?.toLowerCase().includes(term)) described.push({ definition: member, owner: type });
    }
  }
  return [...named, ...described];
}
