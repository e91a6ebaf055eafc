using System.Reflection;
using HotChocolate.AspNetCore;
using HotChocolate.CostAnalysis;
using HotChocolate.Execution;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using HotChocolate.PersistedOperations;

namespace HotChocolate.Types;

/// <summary>Yields the guard of a member, given the CLR type of its values; null when it needs none.</summary>
internal delegate IFieldGuard? GuardFactory(MemberInfo member, Type valueType, bool ofRoot);

/// <summary>What was registered for a schema.</summary>
internal sealed class SchemaSetup
{
    public Dictionary<string, RootSetup> Roots { get; } = new(StringComparer.Ordinal);

    public List<Type> Extensions { get; } = [];

    public List<Type> Types { get; } = [];

    public List<Type> ApplicationServices { get; } = [];

    public List<(Type RuntimeType, Type Marker)> Bindings { get; } = [];

    public List<Func<IServiceProvider, IErrorFilter>> ErrorFilters { get; } = [];

    public List<GuardFactory> Guards { get; } = [];

    public RequestExecutorOptions RequestOptions { get; } = new();

    public RequestParserOptions ParserOptions { get; } = new();

    public Func<IServiceProvider, ISocketSessionInterceptor> SocketInterceptor { get; set; } =
        static _ => new DefaultSocketSessionInterceptor();

    public List<Action<GraphQLServerOptions>> ServerOptions { get; } = [];

    public int MaxRequestSize { get; set; } = 20 * 1000 * 1024;

    /// <summary>Bytes of a response.</summary>
    public int MaxResponseSize { get; set; } = 4 * 1024 * 1024;

    public bool? DisableIntrospection { get; set; }

    public bool DefaultSecurity { get; set; } = true;

    public CostOptions CostOptions { get; } = new();

    public bool AddsCostAnalyzer { get; set; }

    public bool AnalyzesCost => AddsCostAnalyzer || DefaultSecurity;

    public int? MaxDepth { get; set; }

    public bool DepthSkipsIntrospection { get; set; }

    /// <summary>Null: 3 with the default security, without it any.</summary>
    public int? MaxFieldCycleDepth { get; set; }

    public int MaxOfTypeDepth { get; set; } = 16;

    public int MaxIntrospectionListDepth { get; set; } = 1;

    public PersistedOperationPipeline Pipeline { get; set; }

    public DocumentHash DocumentHash { get; set; } = DocumentHash.Md5(HashFormat.Hex);

    public Func<IServiceProvider, IOperationDocumentStorage>? DocumentStorage { get; set; }

    public Func<IServiceProvider, IHttpRequestInterceptor>? HttpRequestInterceptor { get; set; }

    public bool Instrumented { get; set; }

    public GraphQLServerOptions CreateServerOptions()
    {
        var options = new GraphQLServerOptions();
        ServerOptions.ForEach(configure => configure(options));

        return options;
    }
}

internal sealed record RootSetup(string Name, Type? Type, string? Description);
