// Takes a schema of graphql-js 16 to the edition of September 2025, of which it has more in places and less in others,
// and puts what the specification leaves free in the order of ours.
import {
  GraphQLBoolean, GraphQLNonNull, isInterfaceType, isIntrospectionType, isSpecifiedScalarType, SchemaMetaFieldDef,
  TypeMetaFieldDef, TypeNameMetaFieldDef,
} from 'graphql';

const byName = (a, b) => (a.name < b.name ? -1 : 1);

// Deprecated directives, and directives on the definitions of directives, are of a later draft.
function takeDraft(schema) {
  const directive = schema.getType('__Directive').getFields();
  delete directive.isDeprecated;
  delete directive.deprecationReason;
  schema.getType('__Schema').getFields().directives.args = [];
  for (const { locations } of [...schema.getDirectives(), { locations: schema.getType('__DirectiveLocation').getValues() }]) {
    const at = locations.findIndex(location => (location.name ?? location) === 'DIRECTIVE_DEFINITION');
    if (at >= 0) {
      locations.splice(at, 1);
    }
  }
}

// Meta fields have types as any field, with which fields of the same response name must agree (section 5.3.2). They are
// looked up by their names only, not listed.
function addMetaFields(schema) {
  for (const type of Object.values(schema.getTypeMap())) {
    const meta = [TypeNameMetaFieldDef, ...(type === schema.getQueryType() ? [SchemaMetaFieldDef, TypeMetaFieldDef] : [])];
    for (const field of type.getInterfaces ? meta : []) {
      Object.defineProperty(type.getFields(), field.name, { value: field });
    }
  }
}

export function toEdition(schema) {
  takeDraft(schema);
  addMetaFields(schema);
  schema.getDirective('deprecated').args[0].description = 'Explains why this element was deprecated, in Markdown.';
  const types = schema.getTypeMap();
  for (const type of Object.values(types).sort(byName)) {
    delete types[type.name];
    types[type.name] = type;
    if (isInterfaceType(type)) {
      schema.getPossibleTypes(type).sort(byName);
    }
    if (isSpecifiedScalarType(type) || isIntrospectionType(type)) {
      const values = type.getValues?.() ?? [];
      const fields = Object.values(type.getFields?.() ?? {});
      const args = fields.flatMap(field => field.args);
      // Their texts are free.
      [type, ...values, ...fields, ...args].forEach(part => { part.description = null; });
      // The edition has Boolean! where version 16 still has Boolean.
      args.filter(({ name }) => name === 'includeDeprecated').forEach(arg => { arg.type = new GraphQLNonNull(GraphQLBoolean); });
    }
  }
}
