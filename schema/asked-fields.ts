import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

const MOST = 60;
/** Parts of Relay and of results, which say nothing about anybody. */
const CARRIERS = /(Connection|Edge|Error|Success)$|^PageInfo$/;

/** What a document asks of a field and below it, as `Type.field`, whatever `@skip` and `@include` leave of it; `most` at most. */
export function askedFields(info: GraphQLResolveInfo, most = MOST): string[] {
  const { schema, fragments, parentType, fieldName, fieldNodes, returnType } = info;
  const asked = new Set([`${parentType.name}.${fieldName}`]);
  const walked = new Set<string>();
  const walk = (selections: SelectionSetNode | undefined, type: GraphQLCompositeType): void => {
    for (const selection of selections?.selections ?? []) {
      if (asked.size >= most) return;
      if (selection.kind === Kind.FIELD) {
        if (!isObjectType(type) && !isInterfaceType(type)) continue;
        const field = type.getFields()[selection.name.value];
        if (field === undefined) continue;
        if (!CARRIERS.test(type.name)) asked.add(`${type.name}.${field.name}`);
        const named = getNamedType(field.type);
        if (isCompositeType(named)) walk(selection.selectionSet, named);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? type);
      } else if (!walked.has(selection.name.value)) {
        walked.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        const named = typeNamed(fragment?.typeCondition.name.value);
        if (fragment !== undefined && named !== undefined) walk(fragment.selectionSet, named);
      }
    }
  };
  const typeNamed = (name: string | undefined): GraphQLCompositeType | undefined => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };
  const named = getNamedType(returnType);
  if (isCompositeType(named)) for (const node of fieldNodes) walk(node.selectionSet, named);
  return [...asked];
}
