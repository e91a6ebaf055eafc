namespace HotChocolate.Types;

/// <summary>The scalars of a schema and the CLR types that stand for them unless bound otherwise.</summary>
internal sealed class Scalars
{
    private readonly Dictionary<Type, ScalarType> _byRuntimeType;
    private readonly Dictionary<Type, ScalarType> _byMarker;

    public Scalars()
    {
        var dateTime = new TextScalar<DateTimeOffset>("DateTime", TextParsers.DateTime)
        {
            SpecifiedBy = "https://scalars.graphql.org/chillicream/date-time.html",
        };
        var uuid = new TextScalar<Guid>("UUID", TextParsers.Uuid)
        {
            SpecifiedBy = "https://scalars.graphql.org/chillicream/uuid.html",
        };
        var localDate = new TextScalar<DateOnly>("LocalDate", TextParsers.LocalDate);
        var number = new DecimalScalar();
        _byRuntimeType = new Dictionary<Type, ScalarType>
        {
            [typeof(string)] = String,
            [typeof(int)] = Int,
            [typeof(long)] = Long,
            [typeof(short)] = Short,
            [typeof(bool)] = Boolean,
            [typeof(double)] = Float,
            [typeof(float)] = Float,
            [typeof(decimal)] = number,
            [typeof(Guid)] = uuid,
            [typeof(DateTimeOffset)] = dateTime,
            [typeof(DateTime)] = dateTime,
            [typeof(DateOnly)] = localDate,
        };
        _byMarker = new Dictionary<Type, ScalarType>
        {
            [typeof(StringType)] = String,
            [typeof(IntType)] = Int,
            [typeof(LongType)] = Long,
            [typeof(ShortType)] = Short,
            [typeof(BooleanType)] = Boolean,
            [typeof(FloatType)] = Float,
            [typeof(IdType)] = Id,
            [typeof(DecimalType)] = number,
            [typeof(UuidType)] = uuid,
            [typeof(DateTimeType)] = dateTime,
            [typeof(LocalDateType)] = localDate,
        };
    }

    public ScalarType String { get; } = new StringScalar();

    public ScalarType Int { get; } = new IntegerScalar<int>("Int");

    public ScalarType Long { get; } = new IntegerScalar<long>("Long");

    public ScalarType Short { get; } = new IntegerScalar<short>("Short");

    public ScalarType Float { get; } = new FloatScalar();

    public ScalarType Boolean { get; } = new BooleanScalar();

    public ScalarType Id { get; } = new IdScalar();

    public ScalarType? FindByRuntimeType(Type type) => _byRuntimeType.GetValueOrDefault(type);

    public ScalarType? FindByMarker(Type type) => _byMarker.GetValueOrDefault(type);

    public void Bind(Type runtimeType, Type marker) => _byRuntimeType[runtimeType] = FindByMarker(marker)
        ?? throw new SchemaException($"{marker} is not a scalar type.");
}
