using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Shop.Copies;

/// <summary>The table of a copied entity, as the model of its context describes it.</summary>
internal sealed class CopyTable
{
    private readonly IProperty[] _properties;

    private CopyTable(IEntityType entity, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        _properties = [.. entity.GetProperties()];
        Name = table.Name;
        Columns = [.. _properties.Select(property => property.GetColumnName(table)!)];
        var key = sql.DelimitIdentifier(ColumnOf(nameof(ICopy.Id)));
        var version = sql.DelimitIdentifier(ColumnOf(nameof(ICopy.Version)));
        string[] columns = [.. Columns.Select(sql.DelimitIdentifier)];
        var values = columns.Select((_, index) => Parameter(index));
        Upsert =
            $"""
             INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} AS copy ({string.Join(", ", columns)})
             SELECT DISTINCT ON ({key}) *
             FROM unnest({string.Join(", ", values)})
                  AS source ({string.Join(", ", columns)})
             ORDER BY {key}, {version} DESC
             ON CONFLICT ({key}) DO UPDATE SET ({string.Join(", ", columns)}) = ROW ({Each("excluded")})
             WHERE ROW ({Each("copy")}) IS DISTINCT FROM ROW ({Each("excluded")})
               AND (excluded.{version} >= copy.{version} OR copy.{version} = (
                   SELECT outdated.version
                   FROM unnest({Parameter(columns.Length)}, {Parameter(columns.Length + 1)}) AS outdated (id, version)
                   WHERE outdated.id = copy.{key}))
             """;

        static string Parameter(int index) => $"{{{index}}}";
        string ColumnOf(string property) => entity.FindProperty(property)!.GetColumnName(table)!;
        string Each(string alias) => string.Join(", ", columns.Select(column => $"{alias}.{column}"));
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Its parameters are an array of values for each column, and ids beside the versions of copies that are outdated.
    /// </summary>
    public string Upsert { get; }

    public static CopyTable Of<TCopy>(DbContext context)
        where TCopy : class, ICopy =>
        new(context.Model.FindEntityType(typeof(TCopy))!, context.GetService<ISqlGenerationHelper>());

    /// <summary>An array for each column, with the values of the rows.</summary>
    public IEnumerable<Array> Values(IReadOnlyCollection<ICopy> rows) => _properties.Select(property =>
    {
        var values = Array.CreateInstance(property.ClrType, rows.Count);
        foreach (var (index, row) in rows.Index())
        {
            values.SetValue(property.GetGetter().GetClrValue(row), index);
        }

        return values;
    });

    /// <summary>Each column of a row as text.</summary>
    public string?[] Texts(ICopy row) =>
    [
        .. _properties.Select(property =>
            Convert.ToString(property.GetGetter().GetClrValue(row), CultureInfo.InvariantCulture)),
    ];
}
