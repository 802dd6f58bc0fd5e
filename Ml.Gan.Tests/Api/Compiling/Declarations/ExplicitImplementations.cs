using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>
/// Writes what the lists leave out because it is not public: the explicit implementations of interface members, without
/// which a class that says it implements an interface does not compile.
/// </summary>
internal static class ExplicitImplementations
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Simple = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Parameter = Full.WithParameterOptions(
        SymbolDisplayParameterOptions.IncludeType
        | SymbolDisplayParameterOptions.IncludeName
        | SymbolDisplayParameterOptions.IncludeModifiers);

    /// <summary>The missing parts of the classes and structs of <paramref name="compilation"/>.</summary>
    public static string Write(Compilation compilation)
    {
        var text = new StringBuilder();
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            var missing = type.AllInterfaces.SelectMany(i => i.GetMembers())
                .Where(member => member.IsAbstract && !IsImplemented(type, member))
                .Select(Declaration);
            Part(text, type, string.Concat(missing));
        }
        return text.ToString();
    }

    /// <summary>Interfaces in the lists don't name elements of tuples; methods that do don't implement them.</summary>
    private static bool IsImplemented(INamedTypeSymbol type, ISymbol member)
    {
        var found = type.FindImplementationForInterfaceMember(member);
        if (found is IMethodSymbol method)
            return SymbolEqualityComparer.Default.Equals(method.ReturnType, ((IMethodSymbol)member).ReturnType);
        return found is not null;
    }

    /// <summary>The classes and structs.</summary>
    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => Types(member).Concat(member is INamedTypeSymbol type ? [type] : []))
        .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct);

    private static void Part(StringBuilder text, INamedTypeSymbol type, string members)
    {
        if (members.Length == 0)
            return;
        var levels = new Stack<INamedTypeSymbol>();
        for (var level = type; level is not null; level = level.ContainingType)
            levels.Push(level);
        text.Append("namespace ").Append(type.ContainingNamespace.ToDisplayString()).Append(" { ");
        foreach (var level in levels)
            text.Append($"partial {(level.IsValueType ? "struct" : "class")} {level.ToDisplayString(Simple)} {{ ");
        text.Append('\n').Append(members).Append('}').Append('}', levels.Count).Append('\n');
    }

    private static string Declaration(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
            $"{Type(method.ReturnType)} {Qualified(method)}{TypeParameters(method)}({List(method.Parameters)}) {{ }}\n",
        IPropertySymbol { IsIndexer: true } indexer =>
            $"{Type(indexer.Type)} {Type(indexer.ContainingType)}.this[{List(indexer.Parameters)}] {Body(indexer)}\n",
        IPropertySymbol property => $"{Type(property.Type)} {Qualified(property)} {Body(property)}\n",
        IEventSymbol e => $"event {Type(e.Type)} {Qualified(e)} {{ add {{ }} remove {{ }} }}\n",
        _ => "",
    };

    private static string Body(IPropertySymbol property) =>
        $"{{ {(property.GetMethod is null ? "" : "get { } ")}{(property.SetMethod is null ? "" : "set { } ")}}}";

    private static string TypeParameters(IMethodSymbol method) => method.TypeParameters.IsEmpty
        ? ""
        : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";

    private static string List(IEnumerable<IParameterSymbol> parameters) =>
        string.Join(", ", parameters.Select(parameter => parameter.ToDisplayString(Parameter)));

    private static string Qualified(ISymbol member) =>
        $"{Type(member.ContainingType)}.{LineReader.Escape(member.Name)}";

    private static string Type(ITypeSymbol type) => type.ToDisplayString(Full);
}
