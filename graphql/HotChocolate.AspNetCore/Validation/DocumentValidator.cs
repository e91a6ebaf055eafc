using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Applies the rules of the specification's section 5 to a document.</summary>
internal static class DocumentValidator
{
    internal static IReadOnlyList<IError> Validate(Schema schema, DocumentNode document)
    {
        var context = new ValidationContext(schema, document);
        try
        {
            var variables = new VariableRules(context);
            new OperationRules(context).Apply();
            var fragments = new FragmentRules(context);
            fragments.Apply();
            new DocumentWalker(context, new DirectiveRules(context), new ValueRules(context, variables), variables)
                .Walk();
            variables.Apply();
            var conflict = fragments.HasCycle ? null : new FieldMergeCheck(context).FindConflict();
            if (fragments.HasCycle || conflict is not null)
            {
                new FieldMergeRule(context).Apply(conflict);
            }
        }
        catch (TooManyErrorsException)
        {
            // What was found already says enough; a document made of mistakes must not cost more.
        }

        return context.Errors;
    }
}
