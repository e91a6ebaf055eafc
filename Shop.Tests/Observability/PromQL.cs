using System.Text.RegularExpressions;

namespace Shop.Tests.Observability;

/// <summary>What an expression takes of a metric.</summary>
internal sealed record Selector(string Metric, IReadOnlyList<(string Label, string Value)> Matchers);

/// <summary>
/// Reads the names in expressions: as much of PromQL as ours have, and an exception for what is more. Whether they mean
/// anything is for Prometheus to say.
/// </summary>
internal sealed partial class PromQL
{
    private static readonly string[] Operators = ["and", "or", "unless", "bool"];
    private static readonly string[] Groupings = ["by", "without", "on", "ignoring"];

    private readonly string[] _tokens;
    private int _next;

    private PromQL(string expression)
    {
        var matches = Token().Matches(expression);
        var left = Token().Replace(expression, "");
        if (left.Length > 0)
        {
            throw new FormatException($"{left} is not known in {expression}");
        }

        _tokens = [.. matches.Select(match => match.Value.Trim()).Where(token => token.Length > 0)];
    }

    public List<Selector> Selectors { get; } = [];

    /// <summary>The labels that results are grouped or joined by.</summary>
    public List<string> Labels { get; } = [];

    private string Current => _next < _tokens.Length ? _tokens[_next] : "";

    public static PromQL Read(string expression)
    {
        var read = new PromQL(expression);
        while (read.Current.Length > 0)
        {
            read.ReadNext();
        }

        return read;
    }

    private void ReadNext()
    {
        var token = Take();
        if (Groupings.Contains(token))
        {
            ReadLabels();
        }
        else if (Name().IsMatch(token) && !Operators.Contains(token) && Current != "(" && !Groupings.Contains(Current))
        {
            Selectors.Add(new Selector(token, [.. ReadMatchers()]));
        }
        else if (token is "{" or "}")
        {
            throw new FormatException("A selector needs the name of a metric.");
        }
    }

    private void ReadLabels()
    {
        Expect("(");
        while (Current != ")")
        {
            Labels.Add(Take());
            if (Current == ",")
            {
                Take();
            }
        }

        Take();
    }

    private IEnumerable<(string Label, string Value)> ReadMatchers()
    {
        if (Current != "{")
        {
            yield break;
        }

        Take();
        while (Current != "}")
        {
            var label = Take();
            if (Take() is not ("=" or "!=" or "=~" or "!~"))
            {
                throw new FormatException($"{label} is not compared.");
            }

            yield return (label, Take().Trim('"'));
            if (Current == ",")
            {
                Take();
            }
        }

        Take();
    }

    private void Expect(string token)
    {
        if (Take() is var found && found != token)
        {
            throw new FormatException($"{found} stands where {token} belongs.");
        }
    }

    private string Take() => _next < _tokens.Length
        ? _tokens[_next++]
        : throw new FormatException("The expression ends early.");

    [GeneratedRegex(@"\s+|""[^""\\]*""|\[\w+\]|[a-zA-Z_]\w*|\d+(\.\d+)?|=~|!~|[!=<>]=|[-+*/(){},<>=]")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[a-zA-Z_]\w*$")]
    private static partial Regex Name();
}
