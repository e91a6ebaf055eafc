namespace GraphQL.Tests.Differential;

/// <summary>Where graphql-js 16 differs from the edition of September 2025, or both are free.</summary>
internal static class Deviations
{
    /// <summary>Whether a difference is one of these.</summary>
    public static bool Explain(Answer ours, Answer theirs) => false;
}
