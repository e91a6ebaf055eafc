using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Shop.ServiceDefaults.Database;

namespace Shop.Tests.Architecture;

/// <summary>
/// What the released version survives that serves while a migration runs, and afterwards. Whatever is not known to be
/// survived is not.
/// </summary>
internal static partial class MigrationRules
{
    private const string Concurrently = "Npgsql:CreatedConcurrently";
    private const string Identity = "Npgsql:ValueGenerationStrategy";
    private const string StorageParameter = "Npgsql:StorageParameter:";

    /// <summary>What in the migrations since the release, in their order, it would not survive.</summary>
    public static IEnumerable<string> Breaches(IEnumerable<Migration> unreleased, Version release)
    {
        var unknownToTheRelease = new HashSet<string>();
        foreach (var migration in unreleased)
        {
            foreach (var operation in migration.UpOperations)
            {
                if (!IsExempt(migration, operation, release)
                    && Breach(migration, operation, unknownToTheRelease) is { } breach)
                {
                    yield return $"{migration.GetType().Name} {breach}";
                }
            }
        }
    }

    private static bool IsExempt(Migration migration, MigrationOperation operation, Version release) =>
        (migration.GetType().GetCustomAttribute<ContractMigrationAttribute>() is { } contract
            && contract.UnusedSince <= release)
        || (operation is SqlOperation && migration.GetType().IsDefined(typeof(ReviewedSqlAttribute)));

    private static string? Breach(
        Migration migration, MigrationOperation operation, HashSet<string> unknownToTheRelease)
    {
        switch (operation)
        {
            case CreateTableOperation table:
                unknownToTheRelease.Add(table.Name);

                return table.ForeignKeys.Select(key => References(key, unknownToTheRelease)).FirstOrDefault(
                    breach => breach is not null);
            case AddForeignKeyOperation key when unknownToTheRelease.Contains(key.Table):
                return References(key, unknownToTheRelease);
            case var _ when TableOf(operation) is { } name && unknownToTheRelease.Contains(name):
            case EnsureSchemaOperation or CreateSequenceOperation:
                return null;
            case AddColumnOperation column:
                return Added(column);
            case AlterColumnOperation column:
                return Altered(column);
            case CreateIndexOperation index:
                return Indexed(migration, index);
            case AlterTableOperation table when IsAboutStorage(table) && IsAboutStorage(table.OldTable):
                return null;
            case SqlOperation { Sql: var sql }:
                return $"runs SQL that nobody has reviewed: {sql}";
            default:
                return $"has a {operation.GetType().Name}{On(operation)}";
        }
    }

    // What the release deletes there would be refused as long as a row of the new table refers to it.
    private static string? References(AddForeignKeyOperation key, HashSet<string> unknownToTheRelease) =>
        unknownToTheRelease.Contains(key.PrincipalTable) ? null : $"refers to rows of {key.PrincipalTable}";

    private static string? Added(AddColumnOperation column)
    {
        var isWrittenToEveryRow = column[Identity] is not null
            || (column.ComputedColumnSql is not null && column.IsStored == true)
            || (column.DefaultValueSql is { } sql && sql != "now()" && sql.Contains('('));

        return isWrittenToEveryRow ? $"rewrites {column.Table} for {column.Name}"
            : column is { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null }
                ? $"adds {column.Table}.{column.Name}, which is not null and has no default"
            : null;
    }

    private static string? Altered(AlterColumnOperation column)
    {
        var (name, old) = ($"{column.Table}.{column.Name}", column.OldColumn);

        return old.IsNullable && !column.IsNullable ? $"makes {name} not null"
            : !Holds(column.ColumnType, old.ColumnType) ? $"makes {name} {column.ColumnType} of {old.ColumnType}"
            : HasDefault(old) && !HasDefault(column) ? $"takes the default of {name} away"
            : column.ComputedColumnSql != old.ComputedColumnSql ? $"computes {name} in another way"
            : column.Collation != old.Collation ? $"sorts {name} in another way"
            : Equals(column[Identity], old[Identity]) ? null
            : $"numbers {name} in another way";
    }

    private static string? Indexed(Migration migration, CreateIndexOperation index) =>
        index.IsUnique ? $"makes {index.Name} unique on {index.Table}, which the release may write to twice"
        : index[Concurrently] is not true ? $"locks {index.Table} while it makes {index.Name}: IsCreatedConcurrently"
        : migration.UpOperations.Count > 1 ? $"makes {index.Name} concurrently, which must be all that it does"
        : null;

    private static bool IsAboutStorage(IAnnotatable table) => table.GetAnnotations().All(
        annotation => annotation.Name.StartsWith(StorageParameter, StringComparison.Ordinal));

    private static bool HasDefault(ColumnOperation column) =>
        column.DefaultValue is not null || column.DefaultValueSql is not null;

    // Of all changes of type only this rewrites no table, and is noticed by nobody.
    private static bool Holds(string? type, string? old) =>
        type == old || (LengthOf(old) is { } before && (type == "text" || LengthOf(type) >= before));

    private static int? LengthOf(string? type) => type is not null && Varying().Match(type) is { Success: true } match
        ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : null;

    private static string On(MigrationOperation operation) =>
        (TableOf(operation), Text(operation, "Name")) switch
        {
            (null, _) => "",
            (var table, var name) when name is null || name == table => $" on {table}",
            (var table, var name) => $" on {table}: {name}",
        };

    // Those of indexes have no interface.
    private static string? TableOf(MigrationOperation operation) =>
        (operation as ITableMigrationOperation)?.Table ?? Text(operation, "Table");

    private static string? Text(MigrationOperation operation, string property) =>
        operation.GetType().GetProperty(property)?.GetValue(operation) as string;

    [GeneratedRegex(@"^character varying\((\d+)\)$")]
    private static partial Regex Varying();
}
