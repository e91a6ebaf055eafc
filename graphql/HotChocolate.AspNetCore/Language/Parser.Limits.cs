namespace HotChocolate.Language;

internal ref partial struct Parser
{
    private void Advance()
    {
        _lexer.Advance();
        if (++_tokens > _options.MaxAllowedTokens)
        {
            throw LimitExceeded("tokens", _options.MaxAllowedTokens);
        }
    }

    private void CountNode()
    {
        if (++_nodes > _options.MaxAllowedNodes)
        {
            throw LimitExceeded("nodes", _options.MaxAllowedNodes);
        }
    }

    // Recursion is bounded here, so that no document can exhaust the stack.
    private void Enter()
    {
        if (++_depth > _options.MaxAllowedRecursionDepth)
        {
            throw LimitExceeded("levels of nesting", _options.MaxAllowedRecursionDepth);
        }
    }

    private readonly SyntaxException LimitExceeded(string what, int limit) =>
        _lexer.Error($"The document exceeds the allowed number of {what}: {limit}.", _lexer.Start);
}
