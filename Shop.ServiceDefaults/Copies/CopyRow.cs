namespace Shop.ServiceDefaults.Copies;

/// <summary>A row as its source has it.</summary>
/// <param name="Id">The value of the column <c>id</c>.</param>
/// <param name="Values">The values of <see cref="ICopySource.Columns"/>.</param>
public sealed record CopyRow(Guid Id, params IReadOnlyList<object> Values);
