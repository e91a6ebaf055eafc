namespace HotChocolate.Diagnostics;

/// <summary>What is traced; there is nothing to choose yet.</summary>
public sealed class InstrumentationOptions;
